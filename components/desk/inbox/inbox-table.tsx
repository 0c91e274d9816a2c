import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RequestStatusMark, RightBadges } from '@/components/desk/request-marks'
import { cn } from '@/components/ui/class-names'
import { DateText } from '@/components/ui/date-text'
import { DueMark } from '@/components/ui/due-mark'
import { RowHead, type SortDirection, Table, Td, Th, Tr } from '@/components/ui/table'
import type { InboxRow as Row } from '@/lib/domain/request/inbox-row'
import { openStatuses } from '@/lib/domain/request/status'

type Sorting = { sorted?: SortDirection; href: string }

/** `person: null` in a row means that the reader may not see it; `showPerson` leaves the column out altogether. */
export function InboxTable({
  rows,
  today,
  showPerson,
  sorting,
  short,
  caption,
}: {
  rows: Row[]
  today: string
  showPerson: boolean
  sorting?: { due: Sorting; received: Sorting }
  /** One of several lists on a page: same columns everywhere, their names read aloud only. */
  short?: boolean
  /** What the list is, where a page has several. */
  caption?: string
}) {
  const t = useTranslations('desk.inbox.column')
  return (
    <Table caption={caption ?? t('caption')} stack data-inbox="" className={cn(short && 'lg:table-fixed')}>
      {short && <Columns person={showPerson} />}
      <thead className={cn(short && 'sr-only')}>
        <tr>
          <Th>{t('reference')}</Th>
          {showPerson && <Th>{t('person')}</Th>}
          <Th>{t('status')}</Th>
          <Th>{t('rights')}</Th>
          <Th sortHref={sorting?.received.href} sorted={sorting?.received.sorted}>
            {t('received')}
          </Th>
          <Th sortHref={sorting?.due.href} sorted={sorting?.due.sorted}>
            {t('due')}
          </Th>
          <Th>{t('assignee')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <InboxRow key={row.id} {...{ row, today, showPerson }} />
        ))}
      </tbody>
    </Table>
  )
}

/** Shares of the width: a header that is not seen gives its columns none. */
const Columns = ({ person }: { person: boolean }) => (
  <colgroup className="hidden lg:table-column-group">
    <col className="w-[15%]" />
    {person && <col className="w-[18%]" />}
    <col className="w-[15%]" />
    <col className="w-[17%]" />
    <col className="w-[11%]" />
    <col className="w-[11%]" />
    <col className="w-[13%]" />
  </colgroup>
)

function InboxRow({ row, today, showPerson }: { row: Row; today: string; showPerson: boolean }) {
  const t = useTranslations('desk.inbox')
  const open = openStatuses.includes(row.status)
  return (
    <Tr className="relative focus-within:bg-sheet">
      <RowHead className="whitespace-nowrap">
        {/* The link covers its row: the whole line is the target. */}
        <Link
          href={`/desk/requests/${row.id}`}
          className="font-medium text-action tabular-nums after:absolute after:inset-0 hover:underline"
        >
          {row.reference}
        </Link>
      </RowHead>
      {showPerson && (
        <Td label={t('column.person')} long>
          {row.person === null ? (
            <span className="text-soft">{t('noName')}</span>
          ) : (
            <span className="line-clamp-2 max-w-72">{row.person}</span>
          )}
        </Td>
      )}
      <Td label={t('column.status')}>
        <RequestStatusMark status={row.status} identityWaits={row.identityWaits} />
      </Td>
      <Td label={t('column.rights')}>
        <RightBadges rights={row.rights} />
      </Td>
      <Td label={t('column.received')} className="text-soft">
        <DateText value={row.receivedOn} today={today} />
      </Td>
      <Td label={t('column.due')}>
        {open ? (
          <DueMark daysLeft={row.daysLeft} dueOn={row.dueOn} />
        ) : (
          <DateText value={row.dueOn} today={today} className="text-soft" />
        )}
      </Td>
      <Td label={t('column.assignee')} className="text-soft">
        {row.assignee ?? t('nobody')}
      </Td>
    </Tr>
  )
}
