import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { SystemStateMark } from './system-marks'

type Line = {
  key: string
  name: string
  address: { host: string; port: number; database: string }
  state: 'unknown' | 'reachable' | 'unreachable'
  failure: string | null
  inspectedAt: string | null
  tables: number
  overlooked: number
  lacking: number
}

export function SystemsTable({ lines, today }: { lines: Line[]; today: string }) {
  const t = useTranslations('admin.systems')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('column.name')}</Th>
          <Th>{t('column.state')}</Th>
          <Th>{t('column.address')}</Th>
          <Th numeric>{t('column.tables')}</Th>
          <Th>{t('column.open')}</Th>
          <Th>{t('column.inspected')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <SystemRow key={line.key} line={line} today={today} />
        ))}
      </tbody>
    </Table>
  )
}

function SystemRow({ line, today }: { line: Line; today: string }) {
  const t = useTranslations('admin.systems')
  const failure = useTranslations('admin.failure')
  const { host, port, database } = line.address
  return (
    <Tr>
      <RowHead>
        <Link href={`/desk/systems/${line.key}`} className="prose-link">
          {line.name}
        </Link>
      </RowHead>
      <Td label={t('column.state')}>
        <SystemStateMark state={line.state} />
        {line.failure && <p className="max-w-80 text-soft text-sm">{failure(line.failure)}</p>}
      </Td>
      <Td label={t('column.address')} long>
        {host}:{port}/{database}
      </Td>
      <Td label={t('column.tables')} numeric>
        <Count value={line.tables} />
      </Td>
      <Td label={t('column.open')}>
        {line.overlooked > 0 && <p className="text-amber">{t('overlooked', { count: line.overlooked })}</p>}
        {line.lacking > 0 && <p className="text-amber">{t('lacking', { count: line.lacking })}</p>}
        {line.overlooked + line.lacking === 0 && <span className="text-soft">{t('nothingOpen')}</span>}
      </Td>
      <Td label={t('column.inspected')} className="text-soft">
        {line.inspectedAt ? <DateText value={line.inspectedAt} today={today} clock /> : t('never')}
      </Td>
    </Tr>
  )
}
