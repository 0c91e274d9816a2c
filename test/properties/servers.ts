// A generated company written into a real server, and read back from it.
import type { SystemMap } from '@/lib/connectors/connector'
import { documentQuestions } from '@/lib/domain/plan/document-questions'
import type { TestDatabase } from '../connectors/engines'
import type { Column, Company, Row, Table } from './company'
import { mapOf } from './memory'

export type Server = { kind: 'postgresql' | 'mariadb'; database: TestDatabase }

const types: Record<Server['kind'], Record<Column['type'], string>> = {
  postgresql: { number: 'integer', text: 'text', date: 'date', amount: 'numeric(12,2)' },
  mariadb: { number: 'integer', text: 'varchar(80)', date: 'date', amount: 'decimal(12,2)' },
}

function tableScript(kind: Server['kind'], { key, columns, primaryKey, pointers }: Table): string {
  const keys = pointers
    .filter(({ enforced }) => enforced)
    .map((p) => `foreign key (${p.columns}) references {crm}.${p.to} (${p.columns.map((c) => c.replace(/^.*_/, ''))})`)
  const parts = [
    ...columns.map(({ name, type, required }) => `${name} ${types[kind][type]}${required ? ' not null' : ''}`),
    `primary key (${primaryKey})`,
    ...keys,
  ]
  return `create table {crm}.${key} (${parts.join(', ')});`
}

const literal = (value: string | null) => (value === null ? 'null' : `'${value}'`)

/** Instead of whatever stood there. Parents come first, in tables and in rows. */
export async function writeInto({ kind, database }: Server, company: Company, before: Company | null): Promise<void> {
  const old = (before?.tables ?? []).map(({ key }) => `drop table {crm}.${key};`).reverse()
  const made = company.tables.map((table) => tableScript(kind, table))
  const rows = company.rows.map(({ table, values }) => {
    return `insert into {crm}.${table} (${Object.keys(values)}) values (${Object.values(values).map(literal)});`
  })
  await database.run([...old, ...made, ...rows].join('\n'))
}

/** The row as text, in the table's order of columns. */
function valuesOf(kind: Server['kind'], text: string): (string | null)[] {
  if (kind === 'mariadb')
    return (JSON.parse(text) as (string | number | null)[]).map((v) => (v === null ? null : String(v)))
  const parts = text.slice(1, -1).match(/(?<=^|,)("[^"]*"|[^,]*)/g) ?? []
  return parts.map((part) => (part === '' ? null : part.replace(/^"(.*)"$/, '$1')))
}

export async function readBack({ kind, database }: Server, company: Company): Promise<Company> {
  const dump = await database.dump()
  const rows = company.tables.flatMap(({ key, columns }) =>
    (dump[`crm.${key}`] ?? []).map((text): Row => {
      const values = valuesOf(kind, text)
      return { table: key, values: Object.fromEntries(columns.map(({ name }, at) => [name, values[at] ?? null])) }
    }),
  )
  return { ...company, rows }
}

export function shareOf({ database }: Server, company: Company): SystemMap {
  const map = mapOf(company, (key) => database.table('crm', key))
  const { datasets, identifiers, controllers } = map
  return {
    ...{ system: 'shop', datasets, identifiers, controllers, exempt: map.exempt.map(({ table }) => table) },
    questions: documentQuestions(map, company.rules),
  }
}
