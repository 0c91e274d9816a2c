import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { shortHash } from '@/components/ui/seal'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { EventTitle } from './request/case-timeline'

type Entry = {
  seq: number
  at: string
  event: string
  request: { id: string; reference: string } | null
  by: string
  name: string | null
  body: string
  hash: string
}

/** Entries of the ledger; what an entry says in full, and its hash, unfold. */
export function EvidenceTable({ entries }: { entries: Entry[] }) {
  const t = useTranslations('evidence.column')
  const who = useTranslations('desk.event')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('seq')}</Th>
          <Th>{t('at')}</Th>
          <Th>{t('event')}</Th>
          <Th>{t('request')}</Th>
          <Th>{t('actor')}</Th>
          <Th>{t('hash')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Tr key={entry.seq}>
            <RowHead className="tabular-nums">{entry.seq}</RowHead>
            <Td label={t('at')}>
              <DateText value={entry.at} clock />
            </Td>
            <Td label={t('event')}>
              <EventTitle entry={entry} />
            </Td>
            <Td label={t('request')}>
              {entry.request && (
                <Link href={`/desk/requests/${entry.request.id}`} className="prose-link whitespace-nowrap">
                  {entry.request.reference}
                </Link>
              )}
            </Td>
            <Td label={t('actor')} long>
              {entry.name ?? (who.has(`by.${entry.by}`) ? who(`by.${entry.by}`) : entry.by)}
            </Td>
            <Td label={t('hash')}>
              <EntryDetail entry={entry} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function EntryDetail({ entry }: { entry: Entry }) {
  const t = useTranslations('evidence.column')
  return (
    <Disclosure summary={<code className="whitespace-nowrap">{shortHash(entry.hash).slice(0, 9)}</code>}>
      <dl className="grid max-w-[60ch] gap-2 text-sm wrap-anywhere">
        <div>
          <dt className="text-soft">{t('name')}</dt>
          <dd>
            <code>{entry.event}</code>
          </dd>
        </div>
        <div>
          <dt className="text-soft">{t('body')}</dt>
          <dd>
            <code>{entry.body}</code>
          </dd>
        </div>
        <div>
          <dt className="text-soft">SHA-256</dt>
          <dd>
            <code>{entry.hash}</code>
          </dd>
        </div>
      </dl>
    </Disclosure>
  )
}
