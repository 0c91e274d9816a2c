import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'

type Ends = { date: string; rows: number }[]

/** The last day, or the first and the last of several. */
export function EndsText({ until }: { until: Ends }) {
  const t = useTranslations('desk.plan.ends')
  const [first, last] = [until[0]?.date, until.at(-1)?.date]
  if (!first || !last) return null
  return (
    <>
      {t(first === last ? 'until' : 'from')} <DateText value={first} />
      {first !== last && (
        <>
          {' '}
          {t('to')} <DateText value={last} />
        </>
      )}
    </>
  )
}

/** Each end with its records; folded, and with the sum below, so that one sees that none is missing. */
export function EndsList({ until }: { until: Ends }) {
  const t = useTranslations('desk.plan.ends')
  if (until.length < 2) return null
  return (
    <Disclosure
      summary={<span className="font-normal text-soft">{t('each', { count: until.length })}</span>}
      className="text-sm [&>summary]:min-h-7 [&>summary]:py-0.5 pointer-coarse:[&>summary]:min-h-11 print:[&::details-content]:[content-visibility:visible]"
    >
      <ul className="max-w-64" data-ends>
        {until.map(({ date, rows }) => (
          <li key={date} className="flex justify-between gap-2">
            <DateText value={date} />
            <Count value={rows} />
          </li>
        ))}
        <li className="flex justify-between gap-4 border-rule border-t font-semibold">
          <span>{t('sum')}</span>
          <Count value={until.reduce((sum, { rows }) => sum + rows, 0)} />
        </li>
      </ul>
    </Disclosure>
  )
}
