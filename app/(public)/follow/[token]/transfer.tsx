import { getLocale, getTranslations } from 'next-intl/server'
import { Section } from '@/components/request/follow-view'
import { ConfirmReceiver, TransferForm } from '@/components/request/transfer-forms'
import { countriesIn } from '@/components/transfer/countries'
import { CountrySaid } from '@/components/transfer/country-said'
import { Receipt } from '@/components/transfer/receipt'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import type { FollowTransfer } from '@/lib/queries/follow-transfer'
import { nothingTyped } from '@/lib/schemas/transfer-fields'
import { changeTransfer, confirmReceiver } from './transfer-actions'

type Props = { token: string; transfer: FollowTransfer; timeZone: string }

/** Where their data goes: in their words, exactly to whom, how far it is, and the receipt. */
export async function Transfer({ token, transfer, timeZone }: Props) {
  const [t, locale] = await Promise.all([getTranslations('public.follow.transfer'), getLocale()])
  const { toWhom, named, delivery, receiver } = transfer
  const typed = { ...nothingTyped, ...named, toWhom: toWhom ?? 'person', xml: transfer.formats.includes('xml') }
  return (
    <Section title={t('title')}>
      {toWhom === 'controller' ? (
        <ToAnother {...{ token, transfer, timeZone }} />
      ) : (
        <p className="max-w-measure">{t('toYou')}</p>
      )}
      {delivery?.receipt && (
        <div className="mt-6">
          <Receipt receipt={delivery.receipt} receiver={receiver} timeZone={timeZone} />
        </div>
      )}
      {transfer.open && (
        <TransferForm
          token={token}
          version={transfer.version}
          action={changeTransfer}
          countries={countriesIn(locale)}
          typed={typed}
        />
      )}
    </Section>
  )
}

async function ToAnother({ token, transfer, timeZone }: Props) {
  const t = await getTranslations('public.follow.transfer')
  const { named, receiver, confirmedAt, delivery, today } = transfer
  const asks = receiver !== null && confirmedAt === null && transfer.open
  return (
    <div className="grid gap-5">
      <DescriptionList>
        {named && (
          <Fact term={t('named')}>
            <bdi className="wrap-anywhere">{named.name}</bdi>{' '}
            <bdi className="text-soft wrap-anywhere">{named.contact}</bdi>
          </Fact>
        )}
        {receiver && (
          <>
            <Fact term={t('receiver')}>
              <span className="font-medium wrap-anywhere">{receiver.name}</span>
            </Fact>
            <Fact term={t('country')}>
              <CountrySaid country={receiver.country} on={today} listedOn={receiver.listedOn} brief />
            </Fact>
            <Fact term={t('server')}>
              <span className="wrap-anywhere">{receiver.host}</span>
            </Fact>
          </>
        )}
        {confirmedAt && (
          <Fact term={t('yourWord')}>
            {t('youConfirmed')} <DateText value={confirmedAt} timeZone={timeZone} clock />
          </Fact>
        )}
      </DescriptionList>
      {asks ? (
        <section aria-labelledby="confirm-title" className="grid gap-3 border-action border-l-4 bg-sheet px-5 py-4">
          <h3 id="confirm-title" className="font-semibold text-lg">
            {t('confirmTitle')}
          </h3>
          <p className="max-w-measure">{t('confirmText')}</p>
          <ConfirmReceiver
            token={token}
            version={transfer.version}
            receiverVersion={receiver.version}
            name={receiver.name}
            action={confirmReceiver}
          />
        </section>
      ) : (
        <p className="max-w-measure">{t(stageOf(transfer))}</p>
      )}
      {delivery?.status === 'refused' && (
        <Notice kind="warning">
          <p>{t('stuck')}</p>
        </Notice>
      )}
    </div>
  )
}

/** How far it is, in one sentence. */
function stageOf({ receiver, confirmedAt, waitsForAcceptance, delivery, open, over }: FollowTransfer): string {
  if (delivery) return `stage.${delivery.status}`
  if (over) return 'stage.over'
  if (!receiver) return 'stage.found'
  if (waitsForAcceptance) return 'stage.accepting'
  return open ? (confirmedAt ? 'stage.examined' : 'stage.found') : 'stage.building'
}
