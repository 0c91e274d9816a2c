import { clsx } from 'clsx'
import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export type FieldWords = {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and how to put it right. */
  error?: string
  /** Adds “(optional)” behind the label: most fields are needed, so the few that are not say so. */
  optional?: boolean
}

/** What a control gets so that label, hint and error belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export function controlProps(id: string, words: Pick<FieldWords, 'hint' | 'error'>): ControlProps {
  const described = [words.hint && `${id}-hint`, words.error && `${id}-error`].filter(Boolean).join(' ')
  return { id, 'aria-describedby': described || undefined, 'aria-invalid': words.error ? true : undefined }
}

export function Field({
  id,
  className,
  children,
  ...words
}: FieldWords & { id: string; className?: string; children: (control: ControlProps) => ReactNode }) {
  return (
    <div
      className={clsx('grid justify-items-stretch gap-1', words.error && 'border-ink border-l-4 pl-4', className)}
      data-invalid={words.error ? true : undefined}
    >
      <label htmlFor={id} className="font-semibold">
        {words.label}
        {words.optional && <OptionalWord />}
      </label>
      {words.hint && <Hint id={`${id}-hint`}>{words.hint}</Hint>}
      {words.error && <FieldError id={`${id}-error`}>{words.error}</FieldError>}
      {children(controlProps(id, words))}
    </div>
  )
}

export function OptionalWord() {
  const t = useTranslations('common.ui')
  return <span className="font-normal text-soft"> {t('optional')}</span>
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="max-w-measure text-soft">
      {children}
    </div>
  )
}

/** Errors are set in ink, heavier: red is kept for what cannot be undone. */
export function FieldError({ id, children }: { id: string; children: string }) {
  const t = useTranslations('common.ui')
  return (
    <p id={id} className="flex max-w-measure items-start gap-2 font-semibold">
      <CircleAlert aria-hidden className="mt-[0.22em] size-[1.05em] shrink-0" />
      <span>
        <span className="sr-only">{t('errorPrefix')} </span>
        {children}
      </span>
    </p>
  )
}
