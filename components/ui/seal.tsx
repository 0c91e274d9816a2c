import type { ReactNode } from 'react'
import { cn } from './class-names'
import { rosette } from './rosette'

export type Signature = { /** “Prepared by”, “Approved by” */ role: string; name?: string; when?: ReactNode }

/** The first sixteen digits in fours: enough to compare by eye. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ')
}

/**
 * The seal of something signed: a figure drawn from the hash, the hash in short, and who signed. Unsigned it is an empty
 * ring, with lines where the names will stand.
 */
export function Seal({
  hash,
  signed,
  signatures,
  label,
  className,
}: {
  hash: string
  signed: boolean
  signatures: Signature[]
  /** What was signed: “Plan 3”. */
  label: string
  className?: string
}) {
  return (
    <figure className={cn('flex flex-wrap items-center gap-x-6 gap-y-4', className)}>
      <SealFigure hash={hash} signed={signed} />
      <figcaption className="min-w-0 flex-1 basis-56">
        <p className="text-sm text-soft">{label}</p>
        <p title={hash} className="whitespace-nowrap font-mono text-desk">
          {shortHash(hash)}
        </p>
        <dl className="mt-3 grid gap-3">
          {signatures.map((signature) => (
            <div key={signature.role} className="max-w-72">
              <dd
                className={cn(
                  'min-h-7 border-b font-serif text-lg',
                  signature.name ? 'border-ink' : 'border-rule-strong border-dashed',
                )}
              >
                {signature.name}
              </dd>
              <dt className="mt-0.5 flex justify-between gap-4 text-sm text-soft">
                <span>{signature.role}</span>
                {signature.when}
              </dt>
            </div>
          ))}
        </dl>
      </figcaption>
    </figure>
  )
}

const RING = 'M60 1.5a58.5 58.5 0 1 1 0 117a58.5 58.5 0 1 1 0-117Z'

function SealFigure({ hash, signed }: { hash: string; signed: boolean }) {
  return (
    <svg
      viewBox="0 0 120 120"
      aria-hidden="true"
      className={cn('size-32 shrink-0', signed ? 'text-seal' : 'text-rule-strong')}
      fill="none"
      stroke="currentColor"
    >
      <path d={RING} strokeWidth={signed ? 2 : 1} strokeDasharray={signed ? undefined : '3 4'} />
      {signed && <circle cx="60" cy="60" r="55" strokeWidth="0.75" />}
      {signed && <path d={rosette(hash, 120).join('')} strokeWidth="0.8" />}
    </svg>
  )
}
