import { useTranslations } from 'next-intl'
import { CountrySaid } from '@/components/transfer/country-said'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link-button'
import { adequacyOf, needsAcceptance } from '@/lib/domain/adequacy'
import type { EncryptTo, ReceiverAddress, TransferProtocol } from '@/lib/domain/transfer/receiver'
import { DeliveryLine, type DeliveryView } from './delivery-line'
import { ReceiverStateMark } from './receivers-table'

type Sheet = {
  version: number
  name: string
  country: string
  listedOn: string | null
  protocol: TransferProtocol
  address: ReceiverAddress
  state: 'unchecked' | 'reached' | 'failed' | 'disabled'
  checkedAt: string | null
  disabledAt: string | null
  encryptTo: EncryptTo | null
}

export function ReceiverFacts({ receiver, today, timeZone }: { receiver: Sheet; today: string; timeZone: string }) {
  const t = useTranslations('transfers.receiver')
  const way = useTranslations('transfers.protocol')
  const land = useTranslations('transfers.country')
  const { country, listedOn, checkedAt, disabledAt, encryptTo } = receiver
  return (
    <DescriptionList className="max-w-[56rem]">
      <Fact term={t('state')}>
        <ReceiverStateMark state={receiver.state} />{' '}
        <span className="text-soft">
          {disabledAt ? (
            <DateText value={disabledAt} timeZone={timeZone} />
          ) : (
            checkedAt && <DateText value={checkedAt} timeZone={timeZone} clock />
          )}
        </span>
      </Fact>
      <Fact term={t('countryFact')}>
        <CountrySaid {...{ country, listedOn }} on={today} />
        {needsAcceptance(adequacyOf({ country, on: today, listedOn })) && <p>{land('asks')}</p>}
      </Fact>
      <Fact term={t('protocol')}>{way(receiver.protocol)}</Fact>
      <Address address={receiver.address} />
      <Fact term={t('encryptTo')}>
        {t(`encrypt.${encryptTo?.kind ?? 'none'}`)}
        {encryptTo?.kind === 'age' && <code className="block break-all text-sm">{encryptTo.key}</code>}
      </Fact>
      <Fact term={t('version')}>{receiver.version}</Fact>
    </DescriptionList>
  )
}

function Address({ address }: { address: ReceiverAddress }) {
  const t = useTranslations('transfers.receiver')
  if (address.protocol === 'https-download') return <Fact term={t('contact')}>{address.contact}</Fact>
  return (
    <>
      {address.protocol === 'https-upload' ? (
        <Fact term={t('url')}>
          <span className="break-all">{address.url}</span>
        </Fact>
      ) : (
        <>
          <Fact term={t('host')}>
            <span className="wrap-anywhere">
              {address.host}:{address.port}
            </span>
          </Fact>
          <Fact term={t('user')}>
            <span className="wrap-anywhere">{address.user}</span>
          </Fact>
          {address.folder !== '' && <Fact term={t('folder')}>{address.folder}</Fact>}
        </>
      )}
      {address.protocol === 'sftp' ? (
        <Fact term={t('hostKey')}>
          <code className="break-all text-sm">{address.hostKey}</code>
        </Fact>
      ) : (
        <Fact term={t('authority')}>{t(address.ca ? 'authorityOwn' : 'authorityUsual')}</Fact>
      )}
    </>
  )
}

type Sent = DeliveryView & { requestId: string | null; reference: string | null }

export function SentThere({ deliveries, timeZone }: { deliveries: Sent[]; timeZone: string }) {
  const t = useTranslations('transfers.receiver')
  if (deliveries.length === 0) return <p className="text-soft">{t('noDeliveries')}</p>
  return (
    <ul className="divide-y divide-rule">
      {deliveries.map(({ requestId, reference, ...delivery }) => (
        <li key={delivery.id} className="grid gap-1 py-row">
          {requestId && <TextLink href={`/desk/requests/${requestId}`}>{reference}</TextLink>}
          <DeliveryLine {...{ delivery, timeZone }} receiver={null} retry={null} />
        </li>
      ))}
    </ul>
  )
}
