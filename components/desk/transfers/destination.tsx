import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { CountrySaid } from '@/components/transfer/country-said'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link-button'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField } from '@/components/ui/text-field'

type Linked = { key: string; name: string; country: string; listedOn: string | null; host: string; disabled: boolean }

/** To whom it goes: whom the person named, the receiver that was found for it, where that is, and the person's word. */
export function Destination({
  toWhom,
  named,
  receiver,
  confirmedAt,
  on,
  timeZone,
  children,
}: {
  toWhom: 'person' | 'controller' | null
  /** In the person's words; null where this reader sees none. */
  named: { name: string; country: string; contact: string } | null
  receiver: Linked | null
  confirmedAt: string | null
  on: string
  timeZone: string
  /** What the reader may do about it. */
  children?: ReactNode
}) {
  const t = useTranslations('transfers.destination')
  if (toWhom !== 'controller') return <p className="max-w-[70ch]">{t(toWhom ?? 'unsaid')}</p>
  return (
    <div className="grid gap-4">
      <DescriptionList className="max-w-[56rem]">
        {named && (
          <Fact term={t('named')}>
            <bdi className="font-medium wrap-anywhere">{named.name}</bdi>
            <p className="text-soft">
              <CountrySaid country={named.country} on={on} listedOn={null} brief />
            </p>
            <p className="text-soft">
              {t('reachedBy')} <bdi className="wrap-anywhere">{named.contact}</bdi>
            </p>
          </Fact>
        )}
        <Fact term={t('receiver')}>
          {receiver ? (
            <>
              <TextLink href={`/desk/receivers/${receiver.key}`}>{receiver.name}</TextLink>, {receiver.host}
              <p>
                <CountrySaid country={receiver.country} on={on} listedOn={receiver.listedOn} />
              </p>
            </>
          ) : (
            t('noReceiver')
          )}
        </Fact>
        {receiver && (
          <Fact term={t('word')}>
            {confirmedAt ? (
              <>
                {t('confirmed')} <DateText value={confirmedAt} timeZone={timeZone} clock />
              </>
            ) : (
              t('unconfirmed')
            )}
          </Fact>
        )}
      </DescriptionList>
      {children}
    </div>
  )
}

/** The officer says which receiver that was set up is the one that the person named. */
export function LinkReceiver({
  action,
  hidden,
  receivers,
  chosen,
}: {
  action: DeskAction
  hidden: Record<string, string | number>
  receivers: { key: string; name: string }[]
  chosen: string | null
}) {
  const t = useTranslations('transfers.destination')
  return (
    <div className="grid max-w-measure gap-2">
      {receivers.length > 0 && (
        <ActionForm action={action} hidden={hidden} className="grid gap-3">
          <SelectField name="receiver" label={t('link')} hint={t('linkHint')} defaultValue={chosen ?? ''} required>
            <option value="" disabled>
              {t('choose')}
            </option>
            {receivers.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <div>
            <SubmitButton variant="quiet" pendingLabel={t('linking')}>
              {t('linkSubmit')}
            </SubmitButton>
          </div>
        </ActionForm>
      )}
      <p>
        <TextLink href="/desk/receivers/new">{t('setUp')}</TextLink>
      </p>
    </div>
  )
}

const tones: Record<string, StatusTone> = {
  pending: 'waiting',
  accepted: 'closed',
  refused: 'refused',
  ended: 'closed',
}

type Accepting = { controller: string; why: 'outside-eea' | 'client'; status: string; decidedAt: string | null }

/** Who has to accept before anything leaves, why, and what they said. `brief`: within another part. */
export function WhoAccepts({ lines, timeZone, brief }: { lines: Accepting[]; timeZone: string; brief?: boolean }) {
  const t = useTranslations('transfers.accepting')
  if (lines.length === 0) return null
  return (
    <section aria-label={t('title')} className={brief ? undefined : 'mt-8'}>
      {!brief && <h2 className="text-lg">{t('title')}</h2>}
      <ul className="mt-1 max-w-3xl divide-y divide-rule border-rule border-y">
        {lines.map(({ controller, why, status, decidedAt }) => (
          <li key={`${controller} ${why}`} className="grid gap-x-6 py-row sm:grid-cols-[minmax(0,1fr)_auto]">
            <span>
              <span className="font-medium">{controller}</span> <span className="text-soft">{t(`why.${why}`)}</span>
            </span>
            <span>
              <StatusMark tone={tones[status] ?? 'open'}>{t(`status.${status}`)}</StatusMark>{' '}
              {decidedAt && <DateText value={decidedAt} timeZone={timeZone} className="text-soft" />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
