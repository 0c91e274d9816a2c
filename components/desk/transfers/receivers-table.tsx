import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DateText } from '@/components/ui/date-text'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { type Adequacy, adequacyOf } from '@/lib/domain/adequacy'
import { hostOf, type ReceiverAddress, type TransferProtocol } from '@/lib/domain/transfer/receiver'

type State = 'unchecked' | 'reached' | 'failed' | 'disabled'
type Line = {
  key: string
  name: string
  country: string
  listedOn: string | null
  protocol: TransferProtocol
  address: ReceiverAddress
  state: State
  checkedAt: string | null
  failure: string | null
}

export function ReceiversTable({ lines, today }: { lines: Line[]; today: string }) {
  const t = useTranslations('transfers.receivers')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('column.name')}</Th>
          <Th>{t('column.country')}</Th>
          <Th>{t('column.way')}</Th>
          <Th>{t('column.address')}</Th>
          <Th>{t('column.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <ReceiverRow key={line.key} line={line} today={today} />
        ))}
      </tbody>
    </Table>
  )
}

function ReceiverRow({ line, today }: { line: Line; today: string }) {
  const t = useTranslations('transfers')
  const { country, listedOn } = line
  return (
    <Tr>
      <RowHead>
        <Link href={`/desk/receivers/${line.key}`} className="prose-link wrap-anywhere">
          {line.name}
        </Link>
      </RowHead>
      <Td label={t('receivers.column.country')}>
        <CountryName code={country} />
        <p className="text-soft text-sm">
          {t(`adequacy.${adequacyOf({ country, on: today, listedOn })}` satisfies Said)}
        </p>
      </Td>
      <Td label={t('receivers.column.way')}>{t(`protocol.${line.protocol}`)}</Td>
      <Td label={t('receivers.column.address')} long>
        {hostOf(line.address)}
      </Td>
      <Td label={t('receivers.column.state')}>
        <ReceiverStateMark state={line.state} />
        {line.checkedAt && (
          <p className="text-soft text-sm">
            <DateText value={line.checkedAt} today={today} clock />
          </p>
        )}
      </Td>
    </Tr>
  )
}

type Said = `adequacy.${Adequacy}`

const tones: Record<State, StatusTone> = {
  unchecked: 'waiting',
  reached: 'open',
  failed: 'attention',
  disabled: 'closed',
}

export function ReceiverStateMark({ state }: { state: State }) {
  const t = useTranslations('transfers.receivers')
  return <StatusMark tone={tones[state]}>{t(`state.${state}`)}</StatusMark>
}
