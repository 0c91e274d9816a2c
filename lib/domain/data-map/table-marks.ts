// What the data map says of each table that a system has: a person's data that nobody mapped is worse than a wrong map.
import type { Catalogue, CatalogueTable } from '../catalogue'
import { seemsToHoldPerson } from './person-signs'
import { isReferenced, rightsNeeded, type TableRight, tableRights } from './rights-needed'
import type { DatabaseKind, DataMap, MapDataset } from './types'

export type TableMark =
  | 'mapped'
  /** Declared to hold nobody, with the reason. */
  | 'exempt'
  /** Seems to hold a person and is neither: blocks every plan of its system. */
  | 'overlooked'
  | 'nobody'

export type MarkedTable = {
  table: CatalogueTable
  mark: TableMark
  dataset: MapDataset | null
  /** Why it is exempt. */
  reason: string | null
  /** Rights that the map's promises need, or would need once the table is mapped, and the connected user has not got. */
  lacking: TableRight[]
}

/** Of a system's tables, the overlooked first. `map` is null before the first import. */
export function markTables(catalogue: Catalogue, map: DataMap | null, system: string): MarkedTable[] {
  const mapped = new Map(ofSystem(map?.datasets, system).map((dataset) => [dataset.table, dataset]))
  const exempt = new Map(ofSystem(map?.exempt, system).map((entry) => [entry.table, entry.reason]))
  const marked = catalogue.tables.map((table): MarkedTable => {
    const dataset = mapped.get(table.name) ?? null
    const reason = exempt.get(table.name) ?? null
    const points = table.foreignKeys.some((key) => mapped.has(key.references))
    const guess = points || seemsToHoldPerson(table) ? 'overlooked' : 'nobody'
    const mark = dataset ? 'mapped' : reason !== null ? 'exempt' : guess
    const needed = dataset
      ? rightsNeeded(dataset, table, isReferenced(dataset, [...mapped.values()], catalogue))
      : { select: mark === 'overlooked', update: mark === 'overlooked', delete: mark === 'overlooked' }
    const lacking = tableRights.filter((right) => needed[right] && !table.rights[right] && !isRead(table, right))
    return { table, mark, dataset, reason, lacking }
  })
  const order: TableMark[] = ['overlooked', 'mapped', 'exempt', 'nobody']
  return marked.sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark))
}

const ofSystem = <T extends { system: string }>(all: T[] | undefined, system: string): T[] =>
  (all ?? []).filter((one) => one.system === system)

/** A view is read, never written. */
const isRead = (table: CatalogueTable, right: TableRight) => table.kind === 'view' && right !== 'select'

const doubled = (mark: string) => (name: string) => `${mark}${name.replaceAll(mark, mark + mark)}${mark}`

/** The statements that would give the rights, for whoever owns the database. */
export function grantStatements(tables: MarkedTable[], user: string, kind: DatabaseKind): string[] {
  const needy = tables.filter(({ lacking }) => lacking.length > 0)
  const words = ({ lacking }: MarkedTable) => lacking.map((right) => right.toUpperCase()).join(', ')
  return kind === 'postgresql' ? postgresGrants(needy, user, words) : mariadbGrants(needy, user, words)
}

function postgresGrants(needy: MarkedTable[], user: string, words: (one: MarkedTable) => string): string[] {
  const quoted = doubled('"')
  const to = quoted(user)
  // Who cannot read may lack the schema as well; to have it twice does no harm.
  const schemas = new Set(needy.filter(({ lacking }) => lacking.includes('select')).map((one) => placeOf(one).schema))
  return [
    ...[...schemas].map((schema) => `GRANT USAGE ON SCHEMA ${quoted(schema)} TO ${to};`),
    ...needy.map(
      (one) => `GRANT ${words(one)} ON ${quoted(placeOf(one).schema)}.${quoted(placeOf(one).name)} TO ${to};`,
    ),
  ]
}

/** TRIGGER lets the account see what else a change would set off. `%` stands for wherever the account signs in from. */
function mariadbGrants(needy: MarkedTable[], user: string, words: (one: MarkedTable) => string): string[] {
  const [quoted, text] = [doubled('`'), doubled("'")]
  return needy.map((one) => {
    const { schema, name } = placeOf(one)
    const seen = one.table.traits?.includes('hidden-triggers') ? ', TRIGGER' : ''
    return `GRANT ${words(one)}${seen} ON ${quoted(schema)}.${quoted(name)} TO ${text(user)}@'%';`
  })
}

function placeOf({ table }: MarkedTable): { schema: string; name: string } {
  const [schema = '', ...name] = table.name.split('.')
  return { schema, name: name.join('.') }
}
