// What the map and the system disagree about: said before, and not during an erasure (R5).
import type { CatalogueTable } from '../../domain/catalogue'
import { seemsToHoldPerson } from '../../domain/data-map/person-signs'
import { isReferenced, rightsNeeded, tableRights } from '../../domain/data-map/rights-needed'
import type { MapDataset } from '../../domain/data-map/types'
import type { FindingProblem, SlowLookup } from '../../domain/findings'
import type { SystemMap } from '../connector'
import type { Conversation } from './conversation'
import { matches } from './scope'
import { type Introspection, Structure } from './structure'

type Disagreements = { problems: FindingProblem[]; warnings: FindingProblem[] }

/** Reading this many rows to find one person is worth a word. */
const slowFrom = 10_000

/** Problems without which nothing of the system can be counted reliably. */
export const preventsSearch = ({ code, ...rest }: FindingProblem) =>
  ['unreachable', 'table-missing', 'column-missing', 'no-primary-key', 'too-many-people'].includes(code) ||
  ('right' in rest && rest.right === 'select')

function columnsNamed(map: SystemMap, dataset: MapDataset): Set<string> {
  const { document } = dataset
  const own = document && !('partOf' in document) ? document : null
  const incoming = map.datasets.flatMap((other) => (other.links ?? []).filter((link) => link.to === dataset.key))
  return new Set([
    ...Object.keys(dataset.fields),
    ...(dataset.identifiedBy ?? []).map((by) => by.field),
    ...(dataset.links ?? []).flatMap((link) => link.fields),
    ...incoming.flatMap((link) => link.toFields),
    ...(dataset.contactPoints ?? []),
    ...(own ? [own.date, ...(own.issued ? [own.issued.field] : [])] : []),
    ...(document && 'partOf' in document && document.date ? [document.date] : []),
    ...(own && 'field' in own.jurisdiction ? [own.jurisdiction.field] : []),
  ])
}

function checkDataset({ catalogue }: Introspection, map: SystemMap, dataset: MapDataset): FindingProblem[] {
  const table = catalogue.tables.find((candidate) => candidate.name === dataset.table)
  if (!table) return [{ code: 'table-missing', dataset: dataset.key, table: dataset.table }]
  const missing = [...columnsNamed(map, dataset)].filter((name) => !table.columns.some((c) => c.name === name))
  const needed = rightsNeeded(dataset, table, isReferenced(dataset, map.datasets, catalogue))
  const lacking = tableRights.filter((right) => needed[right] && !table.rights[right])
  return [
    ...missing.map((column): FindingProblem => ({ code: 'column-missing', dataset: dataset.key, column })),
    ...(table.primaryKey.length ? [] : [{ code: 'no-primary-key', dataset: dataset.key } as const]),
    ...lacking.map((right): FindingProblem => ({ code: 'no-right', dataset: dataset.key, right })),
  ]
}

/** Tables outside the map: those that seem to hold a person block; those declared to hold nobody must still be readable. */
function checkOthers({ catalogue }: Introspection, map: SystemMap): FindingProblem[] {
  const mapped = new Map(map.datasets.map((dataset) => [dataset.table, dataset.key]))
  return catalogue.tables.flatMap((table): FindingProblem[] => {
    if (mapped.has(table.name)) return []
    const parents = table.foreignKeys.flatMap((key) => mapped.get(key.references) ?? [])
    if (!map.exempt.includes(table.name))
      return parents.length || seemsToHoldPerson(table) ? [{ code: 'unmapped-table', table: table.name }] : []
    // Whether its rows point at the person's cannot be told without reading them.
    return table.rights.select ? [] : parents.map((dataset) => ({ code: 'no-right', dataset, right: 'select' }))
  })
}

/** Names as the server writes them in an index definition. */
const leads = (table: CatalogueTable, column: string) =>
  table.indexes.some((index) => [column, `"${column.replaceAll('"', '""')}"`].includes(index.columns[0] ?? ''))

/** Columns by which people are found, without an index, in tables of more rows than `from`. */
export async function slowLookups(
  conversation: Conversation,
  introspection: Introspection,
  map: SystemMap,
  from: number,
): Promise<SlowLookup[]> {
  const structure = new Structure(introspection, map, { identifiers: [], anchors: [] })
  const slow: SlowLookup[] = []
  for (const dataset of map.datasets) {
    const table = introspection.catalogue.tables.find((candidate) => candidate.name === dataset.table)
    if (!table || table.rowEstimate <= from || !table.rights.select) continue
    const add = (column: string) =>
      slow.push({ code: 'slow-lookup', dataset: dataset.key, column, rows: table.rowEstimate })
    for (const by of dataset.identifiedBy ?? []) {
      if (!table.columns.some(({ name }) => name === by.field)) continue
      const rows = structure.rows(dataset.table)
      const condition = matches(structure, rows, by, { kind: by.identifier, value: '1' })
      if (!(await structure.dialect.isIndexed(conversation, structure, rows, condition))) add(by.field)
    }
    for (const link of dataset.links ?? [])
      if (!link.fields.some((field) => leads(table, field))) add(link.fields[0] ?? '')
  }
  return slow
}

/** What the engine of a dataset's table means for it. */
const peculiarities = ({ catalogue }: Introspection, map: SystemMap): FindingProblem[] =>
  map.datasets.flatMap(({ key: dataset, table, role }) => {
    const found = catalogue.tables.find((candidate) => candidate.name === table)
    return role === 'processor' ? [] : (found?.traits ?? []).map((code): FindingProblem => ({ code, dataset, table }))
  })

/** Without its key a pseudonym matches nobody, which must not look like "nobody is there". */
const keysMissing = (map: SystemMap): FindingProblem[] =>
  map.datasets.flatMap(({ key: dataset, identifiedBy }) =>
    (identifiedBy ?? []).flatMap(({ field: column, form }) =>
      typeof form === 'object' && map.pseudonymKeys?.[form.hmac] === undefined
        ? [{ code: 'pseudonym-key-missing', dataset, column, name: form.hmac }]
        : [],
    ),
  )

const isWarning = ({ code }: FindingProblem) => code === 'not-atomic'

export async function checkMap(
  conversation: Conversation,
  introspection: Introspection,
  map: SystemMap,
): Promise<Disagreements> {
  const own = map.datasets.flatMap((dataset) => checkDataset(introspection, map, dataset))
  const told = peculiarities(introspection, map)
  const problems = [
    ...own,
    ...keysMissing(map),
    ...told.filter((problem) => !isWarning(problem)),
    ...checkOthers(introspection, map),
  ]
  const slow = problems.some(preventsSearch) ? [] : await slowLookups(conversation, introspection, map, slowFrom)
  const unseen: FindingProblem[] = introspection.catalogue.referencesUnseen ? [{ code: 'references-unseen' }] : []
  return { problems, warnings: [...told.filter(isWarning), ...unseen, ...slow] }
}
