import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DateText } from '@/components/ui/date-text'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'

type Letter = {
  id: string
  kind: string
  status: string
  attempts: number
  lastFailure: string | null
  createdAt: string
  sentAt: string | null
  readable: boolean
}

const tones: Record<string, StatusTone> = {
  waiting: 'waiting',
  sent: 'closed',
  posted: 'closed',
  undeliverable: 'attention',
}

/** Every letter to the person, with what became of it; one that waits or came back says so. */
export function LetterList({
  letters,
  timeZone,
  today,
  reader,
  acts,
}: {
  letters: Letter[]
  timeZone: string
  today: string
  /** Reads one letter's text on demand, where the colleague may. */
  reader?: (letterId: string) => ReactNode
  /** What can be done about one that came back. */
  acts?: (letter: { id: string; readable: boolean }) => ReactNode
}) {
  const t = useTranslations('desk.letters')
  if (letters.length === 0) return <p className="text-soft">{t('none')}</p>
  return (
    <ul className="divide-y divide-rule">
      {letters.map((letter) => (
        <li key={letter.id} className="py-row">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6">
            <p className="font-medium">{t.has(`kind.${letter.kind}`) ? t(`kind.${letter.kind}`) : letter.kind}</p>
            <p className="flex flex-wrap items-baseline gap-x-3">
              <StatusMark
                tone={
                  letter.status === 'waiting' && letter.attempts > 0 ? 'attention' : (tones[letter.status] ?? 'open')
                }
              >
                {t(`status.${letter.status}`)}
              </StatusMark>
              <DateText
                value={letter.sentAt ?? letter.createdAt}
                timeZone={timeZone}
                today={today}
                clock
                className="text-soft text-sm"
              />
            </p>
          </div>
          {['waiting', 'undeliverable'].includes(letter.status) && letter.attempts > 0 && (
            <p className="max-w-[70ch] text-soft">
              {t(letter.status === 'undeliverable' ? 'cameBack' : 'retrying', { attempts: letter.attempts })}{' '}
              {letter.lastFailure && t.has(`failure.${letter.lastFailure}`) && t(`failure.${letter.lastFailure}`)}
            </p>
          )}
          {letter.readable ? reader?.(letter.id) : <p className="text-soft text-sm">{t('dropped')}</p>}
          {letter.status === 'undeliverable' && acts?.(letter)}
        </li>
      ))}
    </ul>
  )
}
