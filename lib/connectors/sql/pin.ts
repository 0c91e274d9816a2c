// Who matches an identifier, and the primary keys by which the person is found again when the e-mail is gone.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { Identifier, PersonKeys } from '../../domain/findings'
import type { IdentifierMatch, SystemMap } from '../connector'
import type { Conversation } from './conversation'
import { inScope, matches } from './scope'
import { anyOf, type Sql } from './statement'
import { type Condition, type Introspection, Structure } from './structure'

/** More rows than this that others link to are not one person. One more is pinned, so that discovery can tell. */
export const mostPinnedKeys = 1_000
export const mostMatchedKeys = 100

export type Wanted = { dataset: MapDataset; condition: Condition }
export type KeysFound = { keys: string[][]; count: number }

/** Of each in their order. */
export async function keysWhere(
  conversation: Conversation,
  structure: Structure,
  wanted: readonly Wanted[],
  limit: number,
): Promise<KeysFound[]> {
  const found = await conversation.rowsOfEach<{ found: string | null; count: string }>(
    wanted.map((one) => keysQuery(structure, one, limit)),
  )
  return found.map((rows) => ({
    keys: rows.flatMap((row) => (row.found ? [JSON.parse(row.found) as string[]] : [])),
    count: Number(rows[0]?.count ?? 0),
  }))
}

function keysQuery(structure: Structure, { dataset, condition }: Wanted, limit: number): Sql {
  const rows = structure.rows(dataset.table)
  const key = rows.table.primaryKey
  const texts = structure.keyTexts(rows)
  const { dialect } = structure
  const selected = dialect.shown(texts.length ? dialect.array(texts) : sql`null`)
  const order = key.length ? sql`order by ${sql.join(structure.columns(rows, key))}` : sql``
  return sql`select ${selected} as found, ${dialect.shown(sql`count(*) over ()`)} as count from ${structure.from(rows)}
    where ${condition(rows)} ${order} limit ${sql.raw(String(limit))}`
}

export async function identifyIn(
  conversation: Conversation,
  structure: Structure,
  identifiers: readonly Identifier[],
): Promise<IdentifierMatch[]> {
  const asked = structure.map.datasets.flatMap((dataset) =>
    identifiers.flatMap((identifier) =>
      (dataset.identifiedBy ?? [])
        .filter((one) => one.identifier === identifier.kind)
        .map((by) => {
          const condition: Condition = (rows) => matches(structure, rows, by, identifier)
          return { dataset, identifier, field: by.field, condition }
        }),
    ),
  )
  const found = await keysWhere(conversation, structure, asked, mostMatchedKeys)
  return asked.flatMap(({ dataset, identifier, field }, index): IdentifierMatch[] => {
    const { keys, count } = found[index] ?? nothing
    const contactPoint = dataset.contactPoints?.includes(field) ?? false
    return count > 0 ? [{ dataset: dataset.key, identifier, field, count, keys, contactPoint }] : []
  })
}

const nothing: KeysFound = { keys: [], count: 0 }

/** Datasets on a way of links that leads back to them, themselves included: their rows are followed to the last here. */
function onCycle(map: SystemMap, dataset: MapDataset): boolean {
  const seen = new Set<string>()
  const next = (dataset.links ?? []).map((link) => link.to)
  for (let key = next.pop(); key !== undefined; key = next.pop()) {
    if (key === dataset.key) return true
    if (seen.has(key)) continue
    seen.add(key)
    next.push(...(map.datasets.find((other) => other.key === key)?.links ?? []).map((link) => link.to))
  }
  return false
}

const isLinkedTo = (map: SystemMap, dataset: MapDataset) =>
  map.datasets.some((other) => other.links?.some((link) => link.to === dataset.key))

/** Rows that may outlive an erasure must be found again afterwards, even when nothing links to them. */
export const mustBePinned = (map: SystemMap, dataset: MapDataset) =>
  isLinkedTo(map, dataset) || dataset.erasure === 'clear' || dataset.document !== undefined

export async function pinPerson(
  conversation: Conversation,
  introspection: Introspection,
  map: SystemMap,
  identifiers: Identifier[],
): Promise<PersonKeys> {
  const person: PersonKeys = { identifiers, anchors: [] }
  const nobodyPinned = new Structure(introspection, map, { identifiers, anchors: [] })
  const asked = map.datasets
    .filter(({ identifiedBy }) => (identifiedBy?.length ?? 0) > 0)
    .map((dataset) => ({ dataset, condition: ownRows(nobodyPinned, dataset, identifiers) }))
  const found = await keysWhere(conversation, nobodyPinned, asked, mostPinnedKeys + 1)
  for (const [index, { dataset }] of asked.entries()) {
    const { keys, count } = found[index] ?? nothing
    if (mustBePinned(map, dataset) || count <= mostPinnedKeys) person.anchors.push({ dataset: dataset.key, keys })
  }
  await followCycles(conversation, introspection, map, person)
  return person
}

const ownRows =
  (structure: Structure, { identifiedBy = [] }: MapDataset, identifiers: readonly Identifier[]): Condition =>
  (rows) =>
    anyOf(
      identifiedBy.flatMap((by) =>
        identifiers.filter(({ kind }) => kind === by.identifier).map((one) => matches(structure, rows, by, one)),
      ),
    )

/** A link that leads back (a message that answers a message) is followed until nothing new is found. */
async function followCycles(
  conversation: Conversation,
  introspection: Introspection,
  map: SystemMap,
  person: PersonKeys,
) {
  const cyclic = map.datasets.filter((dataset) => onCycle(map, dataset))
  const anchorOf = (key: string) => {
    const found = person.anchors.find((anchor) => anchor.dataset === key)
    if (found) return found
    const anchor = { dataset: key, keys: [] as string[][] }
    person.anchors.push(anchor)
    return anchor
  }
  for (let grown = cyclic.length > 0; grown; ) {
    grown = false
    const structure = new Structure(introspection, map, person)
    for (const dataset of cyclic) {
      const anchor = anchorOf(dataset.key)
      if (anchor.keys.length > mostPinnedKeys) continue
      const condition: Condition = (rows) => inScope(structure, dataset, rows)
      const [found] = await keysWhere(conversation, structure, [{ dataset, condition }], mostPinnedKeys + 1)
      const { keys } = found ?? nothing
      if (keys.length <= anchor.keys.length) continue
      anchor.keys = keys
      grown = true
    }
  }
}
