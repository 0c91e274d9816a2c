import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { MarkedTable } from '@/lib/domain/data-map/table-marks'
import { TableMarkWord } from './system-marks'

/** Every table with what the map says of it; its columns fold out beneath its name. */
export function SystemTables({ name, marked, inspected }: { name: string; marked: MarkedTable[]; inspected: boolean }) {
  const t = useTranslations('admin.system.tables')
  if (!inspected) return null
  return (
    <section aria-labelledby="tables" className="grid gap-3">
      <h2 id="tables" className="text-lg">
        {t('title')}
      </h2>
      {marked.length === 0 ? (
        <p className="max-w-[70ch]">{t('none')}</p>
      ) : (
        <Table caption={t('caption', { system: name })} stack>
          <thead>
            <tr>
              <Th>{t('table')}</Th>
              <Th>{t('mark')}</Th>
              <Th numeric>{t('rows')}</Th>
            </tr>
          </thead>
          <tbody>
            {marked.map((one) => (
              <TableRow key={one.table.name} marked={one} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  )
}

function TableRow({ marked }: { marked: MarkedTable }) {
  const t = useTranslations('admin.system.tables')
  const { table, mark, dataset, reason } = marked
  return (
    <Tr>
      <RowHead className="wrap-anywhere">
        <span className="block">{table.name}</span>
        <Columns table={table} />
      </RowHead>
      <Td label={t('mark')}>
        <TableMarkWord mark={mark} />
        {dataset && (
          <>
            {' · '}
            <Link href={`/desk/map/datasets/${dataset.key}`} className="prose-link">
              {dataset.key}
            </Link>
          </>
        )}
        {reason && <p className="max-w-measure text-soft">{reason}</p>}
      </Td>
      <Td label={t('rows')} numeric>
        <Count value={table.rowEstimate} />
      </Td>
    </Tr>
  )
}

function Columns({ table }: Pick<MarkedTable, 'table'>) {
  const t = useTranslations('admin.system.tables')
  const key = table.primaryKey.length > 0 ? t('key', { columns: table.primaryKey.join(', ') }) : t('noKey')
  return (
    <details className="font-normal text-sm">
      <summary className="text-soft hover:text-ink">{t('columns', { count: table.columns.length })}</summary>
      <ul className="mt-1 mb-2 grid gap-0.5">
        {table.columns.map((column) => (
          <li key={column.name}>
            {column.name}{' '}
            <span className="text-soft">
              {column.type}
              {column.nullable && `, ${t('nullable')}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-soft">{key}</p>
      {table.foreignKeys.map((link) => (
        <p key={link.name} className="text-soft">
          {t('points', { columns: link.columns.join(', '), table: link.references })}
        </p>
      ))}
    </details>
  )
}
