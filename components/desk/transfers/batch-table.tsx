import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'

type Line = {
  id: string
  controller: string
  receiver: string
  schedule: string
  status: string
  people: number
  orderedAt: string
  nextRunOn: string | null
}

export function BatchTable({ lines, today }: { lines: Line[]; today: string }) {
  const t = useTranslations('transfers.batches')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('column.order')}</Th>
          <Th>{t('column.receiver')}</Th>
          <Th numeric>{t('column.people')}</Th>
          <Th>{t('column.schedule')}</Th>
          <Th>{t('column.next')}</Th>
          <Th>{t('column.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <RowHead>
              <Link href={`/desk/batches/${line.id}`} className="prose-link">
                {line.controller}, <DateText value={line.orderedAt} today={today} />
              </Link>
            </RowHead>
            <Td label={t('column.receiver')} long>
              {line.receiver}
            </Td>
            <Td label={t('column.people')} numeric>
              <Count value={line.people} />
            </Td>
            <Td label={t('column.schedule')}>{t(`schedule.${line.schedule}`)}</Td>
            <Td label={t('column.next')}>{line.nextRunOn ? <DateText value={line.nextRunOn} today={today} /> : '–'}</Td>
            <Td label={t('column.state')}>
              <BatchMark status={line.status} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

const tones: Record<string, StatusTone> = {
  ordered: 'attention',
  accepted: 'open',
  running: 'working',
  delivered: 'closed',
  refused: 'refused',
  ended: 'closed',
}

export function BatchMark({ status }: { status: string }) {
  const t = useTranslations('transfers.batches.status')
  return <StatusMark tone={tones[status] ?? 'open'}>{t(status)}</StatusMark>
}
