import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/class-names'
import type { DiffHunk, DiffLine } from '@/lib/domain/line-diff'

const signs = { same: ' ', gone: '−', new: '+' } as const
const looks = {
  same: 'text-soft',
  gone: 'bg-sunk line-through decoration-1 decoration-rule-strong',
  new: 'bg-action-wash font-medium',
} as const

/** A change in the text of the map: a sign and a word for each line, never colour alone. */
export function LineDiff({ hunks }: { hunks: DiffHunk[] }) {
  const t = useTranslations('admin.versions')
  return (
    <div className="grid gap-1 font-mono text-sm">
      {hunks.map((hunk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a finished text; hunks have no other name than their place
        <div key={index}>
          {hunk.skipped > 0 && <p className="py-1 font-sans text-soft">{t('skipped', { count: hunk.skipped })}</p>}
          {hunk.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Line key={at} line={line} word={line.kind === 'same' ? null : t(line.kind)} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Line({ line, word }: { line: DiffLine; word: string | null }) {
  return (
    <div className={cn('flex gap-2 px-2', looks[line.kind])}>
      <span aria-hidden className="w-3 shrink-0 select-none">
        {signs[line.kind]}
      </span>
      <span className="wrap-anywhere min-w-0 whitespace-pre-wrap">
        {word && <span className="sr-only">{word}: </span>}
        {line.text}
      </span>
    </div>
  )
}
