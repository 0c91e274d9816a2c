import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Timeline, TimelineItem, type TimelineMoment } from '@/components/ui/timeline'

type Happening = {
  seq: string
  at: string
  event: string
  by: string
  name: string | null
  body: Record<string, unknown>
}

const moments: Record<string, TimelineMoment> = {
  'step.applied': 'irreversible',
  'step.part-applied': 'irreversible',
  'plan.approved': 'irreversible',
  'step.verified': 'verified',
  'transfer.delivered': 'verified',
}

/** The evidence of a request, newest first, in words. */
export function CaseTimeline({ entries, timeZone, today }: { entries: Happening[]; timeZone: string; today: string }) {
  const t = useTranslations('desk.event')
  return (
    <Timeline label={t('label')}>
      {entries.map((entry) => (
        <TimelineItem
          key={entry.seq}
          when={
            <DateText value={entry.at} timeZone={timeZone} today={today} clock className="whitespace-nowrap text-sm" />
          }
          title={<EventTitle entry={entry} />}
          moment={moments[entry.event] ?? 'past'}
        >
          <span className="text-sm">
            {entry.name ?? t(`by.${entry.by}`)}
            <Detail entry={entry} />
          </span>
        </TimelineItem>
      ))}
    </Timeline>
  )
}

export function EventTitle({ entry: { event } }: { entry: { event: string } }) {
  const t = useTranslations('desk.event')
  // A name that a later version added is shown as it is, not hidden.
  const key = event.replaceAll('.', '-')
  return <>{t.has(key) ? t(key) : event}</>
}

/** Codes and counts that say more: which right, which system, how many rows. */
function Detail({ entry: { body } }: { entry: Happening }) {
  const right = useTranslations('desk.right')
  const t = useTranslations('desk.event')
  const parts: string[] = []
  if (typeof body.right === 'string' && right.has(body.right)) parts.push(right(body.right))
  if (typeof body.system === 'string') parts.push(body.system)
  if (typeof body.dataset === 'string') parts.push(body.dataset)
  if (typeof body.rows === 'number') parts.push(t('rows', { count: body.rows }))
  if (typeof body.number === 'number') parts.push(t('planNumber', { number: body.number }))
  return parts.length > 0 ? <> · {parts.join(' · ')}</> : null
}
