import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { Badge, StatusMark } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { StaffRole } from '@/lib/domain/actor'

type Line = {
  id: string
  name: string
  email: string
  role: StaffRole
  disabledAt: string | null
  assigned: number
}

/** `manages`: whoever reads may disable others. */
export function PeopleTable({ lines, self, manages }: { lines: Line[]; self: string; manages: boolean }) {
  const t = useTranslations('admin.people')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('column.name')}</Th>
          <Th>{t('column.email')}</Th>
          <Th>{t('column.role')}</Th>
          <Th numeric>{t('column.assigned')}</Th>
          <Th>{t('column.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <PersonRow key={line.id} line={line} you={line.id === self} manages={manages} />
        ))}
      </tbody>
    </Table>
  )
}

function PersonRow({ line, you, manages }: { line: Line; you: boolean; manages: boolean }) {
  const t = useTranslations('admin.people')
  return (
    <Tr>
      <RowHead className="wrap-anywhere min-w-40">
        {line.name} {you && <span className="font-normal text-soft">({t('you')})</span>}
      </RowHead>
      <Td label={t('column.email')} long>
        {line.email}
      </Td>
      <Td label={t('column.role')}>
        <Badge className="whitespace-normal">{t(`role.${line.role}`)}</Badge>
      </Td>
      <Td label={t('column.assigned')} numeric>
        <Count value={line.assigned} />
      </Td>
      <Td label={t('column.state')}>
        {line.disabledAt ? (
          <StatusMark tone="closed">
            {t('disabled')} <DateText value={line.disabledAt} />
          </StatusMark>
        ) : (
          <span className="inline-flex flex-wrap items-baseline gap-x-4">
            <StatusMark tone="open">{t('active')}</StatusMark>
            {manages && !you && (
              <Link
                href={`/desk/people/${line.id}`}
                className="prose-link"
                aria-label={`${t('disable')}: ${line.name}`}
              >
                {t('disable')}
              </Link>
            )}
          </span>
        )}
      </Td>
    </Tr>
  )
}
