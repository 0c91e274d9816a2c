import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'

type Line = {
  id: string
  reference: string
  why: 'outside-eea' | 'client'
  status: string
  askedAt: string
  decidedAt: string | null
  rows: number
  receiver: { name: string; country: string } | null
}

export function AcceptanceTable({ caption, lines, today }: { caption: string; lines: Line[]; today: string }) {
  const t = useTranslations('transfers.acceptances')
  return (
    <Table caption={caption} stack>
      <thead>
        <tr>
          <Th>{t('column.request')}</Th>
          <Th>{t('column.receiver')}</Th>
          <Th>{t('column.country')}</Th>
          <Th numeric>{t('column.records')}</Th>
          <Th>{t('column.asked')}</Th>
          <Th>{t('column.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <RowHead>
              <Link href={`/desk/acceptances/${line.id}`} className="prose-link">
                {line.reference}
              </Link>
            </RowHead>
            <Td label={t('column.receiver')} long>
              {line.receiver?.name}
            </Td>
            <Td label={t('column.country')}>{line.receiver && <CountryName code={line.receiver.country} />}</Td>
            <Td label={t('column.records')} numeric>
              <Count value={line.rows} />
            </Td>
            <Td label={t('column.asked')}>
              <DateText value={line.askedAt} today={today} />
            </Td>
            <Td label={t('column.state')}>
              <AcceptanceMark status={line.status} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

const tones: Record<string, StatusTone> = {
  pending: 'attention',
  accepted: 'closed',
  refused: 'refused',
  ended: 'closed',
}

export function AcceptanceMark({ status }: { status: string }) {
  const t = useTranslations('transfers.acceptances.status')
  return <StatusMark tone={tones[status] ?? 'open'}>{t(status)}</StatusMark>
}
