import { getTranslations } from 'next-intl/server'
import { Section } from '@/components/request/follow-view'
import { DateText } from '@/components/ui/date-text'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import type { NoticeStatus } from '@/lib/domain/recipients/notice'
import type { FollowRecipient } from '@/lib/queries/follow-recipients'

const tones: Record<NoticeStatus, StatusTone> = {
  'by-hand': 'waiting',
  queued: 'working',
  sent: 'closed',
  acknowledged: 'closed',
  declined: 'attention',
  'told-by-hand': 'closed',
  impossible: 'refused',
}

/** Everybody who had received the data, and whether they were told. */
export async function Recipients({ recipients, timeZone }: { recipients: FollowRecipient[]; timeZone: string }) {
  const t = await getTranslations('recipients.follow')
  if (recipients.length === 0) return null
  return (
    <Section title={t('title')}>
      <p className="mb-4 max-w-measure">{t('lead')}</p>
      <ul className="grid border-rule border-t">
        {recipients.map(({ id, recipient, act, status, at }) => (
          <li key={id} className="grid gap-x-6 border-rule border-b py-row sm:grid-cols-2">
            <span>
              <span className="block font-medium wrap-anywhere">{recipient}</span>
              <span className="block text-soft">{t(`act.${act}`)}</span>
            </span>
            <span>
              <StatusMark tone={tones[status]} className="whitespace-normal">
                {t(`status.${status}`)}
              </StatusMark>
              {at && (
                <span className="block text-soft">
                  <DateText value={at} timeZone={timeZone} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
