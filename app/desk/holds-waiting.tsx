import { getTranslations } from 'next-intl/server'
import { DateText } from '@/components/ui/date-text'
import { TextLink } from '@/components/ui/link-button'
import type { HoldsWaiting } from '@/lib/queries/holds'

/** Holds that somebody has to look at today: to be reviewed, or lifted by a second person. */
export async function HoldsToday({ waiting, today }: { waiting: HoldsWaiting; today: string }) {
  const t = await getTranslations('holds.today')
  const parts = [
    { key: 'lift', lines: waiting.lift.map((line) => ({ ...line, reviewOn: null })) },
    { key: 'review', lines: waiting.review },
  ] as const
  return parts
    .filter(({ lines }) => lines.length > 0)
    .map(({ key, lines }) => (
      <section key={key} aria-labelledby={`today-hold-${key}`}>
        <h2 id={`today-hold-${key}`} className="flex items-baseline gap-2.5 text-lg">
          <span className="min-w-8 text-2xl text-action tabular-nums">{lines.length}</span>
          <span>{t(key, { count: lines.length })}</span>
        </h2>
        <p className="mb-2 max-w-[70ch] text-soft">{t(`${key}Text`)}</p>
        <ul className="max-w-[40rem]">
          {lines.map(({ id, reference, reviewOn }) => (
            <li key={id} className="flex justify-between gap-4 border-rule border-b py-row">
              <TextLink href={`/desk/holds/${id}`}>{reference}</TextLink>
              {reviewOn && <DateText value={reviewOn} today={today} />}
            </li>
          ))}
        </ul>
      </section>
    ))
}
