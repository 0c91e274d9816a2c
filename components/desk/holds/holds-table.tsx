import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { HoldLine, MatterStatus } from '@/lib/domain/matter'

const tones: Record<MatterStatus, StatusTone> = { active: 'open', 'lift-proposed': 'waiting', lifted: 'closed' }

/** Names of systems and datasets, by key. */
type Names = Record<string, string>

export function HoldsTable({ lines, today, names }: { lines: HoldLine[]; today: string; names: Names }) {
  const t = useTranslations('holds')
  return (
    <Table caption={t('title')} stack>
      <thead>
        <tr>
          <Th>{t('column.reference')}</Th>
          <Th>{t('column.kind')}</Th>
          <Th>{t('column.scope')}</Th>
          <Th numeric>{t('column.plans')}</Th>
          <Th>{t('column.review')}</Th>
          <Th>{t('column.status')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <HoldRow key={line.id} line={line} today={today} names={names} />
        ))}
      </tbody>
    </Table>
  )
}

function HoldRow({ line, today, names }: { line: HoldLine; today: string; names: Names }) {
  const t = useTranslations('holds')
  return (
    <Tr>
      <RowHead className="min-w-32 wrap-anywhere">
        <Link href={`/desk/holds/${line.id}`} className="prose-link">
          {line.reference}
        </Link>
      </RowHead>
      <Td label={t('column.kind')}>{t(`kind.${line.kind}`)}</Td>
      <Td label={t('column.scope')} long>
        <ScopeInShort {...line} names={names} />
      </Td>
      <Td label={t('column.plans')} numeric>
        <Count value={line.plans} />
      </Td>
      <Td label={t('column.review')}>
        {line.status === 'lifted' ? '–' : <DateText value={line.reviewOn} today={today} />}
      </Td>
      <Td label={t('column.status')}>
        <HoldStatus status={line.status} reviewDue={line.reviewDue} />
      </Td>
    </Tr>
  )
}

export function HoldStatus({ status, reviewDue }: { status: MatterStatus; reviewDue: boolean }) {
  const t = useTranslations('holds')
  if (reviewDue && status === 'active') return <StatusMark tone="attention">{t('reviewDue')}</StatusMark>
  return <StatusMark tone={tones[status]}>{t(`status.${status}`)}</StatusMark>
}

function ScopeInShort({ status, people, systems, datasets, from, to, names }: HoldLine & { names: Names }) {
  const [t, page] = [useTranslations('holds.scope'), useTranslations('holds.page')]
  const parts = [
    people === null ? t('everybody') : status === 'lifted' ? t('certain') : t('people', { count: people }),
    [...systems, ...datasets].map((key) => names[key] ?? key).join(', ') || t('everywhere'),
  ]
  return (
    <>
      {parts.join(' · ')}
      {(from || to) && ' ·'}
      {from && (
        <>
          {' '}
          {page('from')} <DateText value={from} />
        </>
      )}
      {to && (
        <>
          {' '}
          {page('to')} <DateText value={to} />
        </>
      )}
    </>
  )
}
