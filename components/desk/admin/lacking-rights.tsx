import { useTranslations } from 'next-intl'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { grantStatements, type MarkedTable } from '@/lib/domain/data-map/table-marks'
import type { DatabaseKind } from '@/lib/domain/data-map/types'

/** Said when a system is connected, not when a person is erased; with the statements that put it right. */
export function LackingRights({ marked, user, kind }: { marked: MarkedTable[]; user: string; kind: DatabaseKind }) {
  const t = useTranslations('admin.system.rights')
  const tables = marked.filter(({ lacking }) => lacking.length > 0)
  if (tables.length === 0) return null
  return (
    <section aria-labelledby="rights" className="grid gap-3">
      <h2 id="rights" className="text-lg">
        {t('title')}
      </h2>
      <p className="max-w-[70ch]">{t('lead')}</p>
      <Table caption={t('caption')} stack>
        <thead>
          <tr>
            <Th>{t('table')}</Th>
            <Th>{t('cannot')}</Th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ table, lacking }) => (
            <Tr key={table.name}>
              <RowHead className="wrap-anywhere">{table.name}</RowHead>
              <Td label={t('cannot')}>{lacking.map((right) => t(right)).join(', ')}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="font-medium">{t('statements')}</p>
      <pre className="overflow-x-auto border border-rule bg-sunk p-3 font-mono text-sm">
        {grantStatements(tables, user, kind).join('\n')}
      </pre>
    </section>
  )
}
