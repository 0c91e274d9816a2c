import { useLocale, useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { DueMark } from '@/components/ui/due-mark'
import { explainDeadline } from '@/lib/domain/deadline-explained'
import type { FrozenClock } from '@/lib/domain/request/clock'
import { mapLanguage } from '../admin/map-words'

/** The clock, and sentence by sentence why it ends on that day. */
export function ClockFacts({
  clock,
  dueOn,
  daysLeft,
  open,
  today,
}: {
  clock: FrozenClock
  dueOn: string
  daysLeft: number
  open: boolean
  today: string
}) {
  const t = useTranslations('desk.clock')
  const locale = useLocale()
  const sentences = explainDeadline(clock.steps, mapLanguage(locale))
  return (
    <div>
      <p className="text-xl">
        <DateText value={dueOn} today={today} />
      </p>
      {open && (
        <p>
          <DueMark daysLeft={daysLeft} dueOn={dueOn} />
        </p>
      )}
      <Disclosure summary={t('why')} className="mt-1">
        <ol className="grid list-decimal gap-1.5 pl-4 text-soft marker:text-soft">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
        <p className="mt-2 text-soft text-sm">
          {t('target')} <DateText value={clock.internalTarget} today={today} />.{' '}
          {t('calendar', { version: clock.calendarVersion })}
        </p>
      </Disclosure>
    </div>
  )
}
