import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import type { Caution } from '@/lib/domain/rectification/caution'

const tones = {
  open: 'attention',
  accepted: 'working',
  adapted: 'working',
  refused: 'refused',
  replaced: 'closed',
} as const satisfies Record<string, StatusTone>

type Wish = {
  number: number
  status: keyof typeof tones
  conflict: boolean
  caution: Caution | null
  decidedAt: string | null
}

/** `label` null: in the person's own words. */
export function WishHead({
  wish,
  label,
  by,
  timeZone,
  searched,
}: {
  wish: Wish
  label: string | null
  by: string | undefined
  timeZone: string
  searched: boolean
}) {
  const t = useTranslations('corrections.desk')
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={`wish-${wish.number}-title`} className="font-semibold text-lg">
          {wish.number}. {label ?? t('words')}
        </h2>
        <span className="flex flex-wrap gap-x-4">
          {wish.conflict && searched && <StatusMark tone="attention">{t('conflict')}</StatusMark>}
          {(label !== null || wish.status === 'refused') && (
            <StatusMark tone={tones[wish.status]}>{t(`status.${wish.status}`)}</StatusMark>
          )}
        </span>
      </div>
      {wish.decidedAt && (
        <p className="text-soft">
          <DateText value={wish.decidedAt} timeZone={timeZone} clock />
          {by && ` · ${t('by', { name: by })}`}
        </p>
      )}
      {wish.caution && wish.status !== 'refused' && wish.status !== 'replaced' && (
        <p className="max-w-[70ch]">
          <StatusMark tone="attention">{t('cautionMark')}</StatusMark> {t(`caution.${wish.caution}`)}
        </p>
      )}
      {wish.conflict && searched && <p className="max-w-[70ch] text-soft">{t('conflictText')}</p>}
      {label === null && wish.status !== 'refused' && <p className="max-w-[70ch]">{t('wordsText')}</p>}
    </div>
  )
}
