// Who matches an identifier, and the primary keys by which the person is found again when the e-mail is gone.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { Identifier, PersonKeys } from '../../domain/findings'
import type { IdentifierMatch, SystemMap } from '../connector'
import type { Conversation } from './conversation'
import { inScope, matches } from './scope'
import { anyOf, type Sql } from './statement'
import { type Introspection, Structure } from './structure'

/** More rows than this that others link to are not one person. One more is pinned, so that discovery can tell. */
export const mostPinnedKeys = 1_000
export const mostMatchedKeys = 100

export async function keysWhere(
  conversation: Conversation,
  structure: Structure,
  dataset: MapDataset,
  condition: (rows: ReturnType<Structure['rows']>) => Sql,
  limit: number,
): Promise<{ keys: string[][]; count: number }> {
  const rows = structure.rows(dataset.table)
  const key = rows.table.primaryKey
  const texts = structure.keyTexts(rows)
  const { dialect } = structure
  const selected = dialect.shown(texts.length ? dialect.array(texts) : sql`null`)
  const order = key.length ? sql`order by ${sql.join(structure.columns(rows, key))}` : sql``
  const found = await conversation.rows<{ found: string | null; count: string }>(
    sql`select ${selected} as found, ${dialect.shown(sql`count(*) over ()`)} as count from ${structure.from(rows)}
      where ${condition(rows)} ${order} limit ${sql.raw(String(limit))}`,
  )
  const keys = found.flatMap((row) => (row.found ? [JSON.parse(row.found) as string[]] : []))
  return { keys, count: Number(found[0]?.count ?? 0) }
}

export async function identifyIn(
  conversation: Conversation,
  structure: Structure,
  identifiers: readonly Identifier[],
): Promise<IdentifierMatch[]> {
  const found: IdentifierMatch[] = []
  for (const dataset of structure.map.datasets)
    for (const identifier of identifiers)
      for (const by of (dataset.identifiedBy ?? []).filter((one) => one.identifier === identifier.kind)) {
        const { field } = by
        const condition = (rows: ReturnType<Structure['rows']>) => matches(structure, rows, by, identifier)
        const { keys, count } = await keysWhere(conversation, structure, dataset, condition, mostMatchedKeys)
        const contactPoint = dataset.contactPoints?.includes(field) ?? false
        if (count > 0) found.push({ dataset: dataset.key, identifier, field, count, keys, contactPoint })
      }
  return found
}

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
  for (const dataset of map.datasets.filter((d) => (d.identifiedBy?.length ?? 0) > 0)) {
    const own = (rows: ReturnType<Structure['rows']>) =>
      anyOf(
        (dataset.identifiedBy ?? []).flatMap((by) =>
          identifiers.filter((i) => i.kind === by.identifier).map((i) => matches(nobodyPinned, rows, by, i)),
        ),
      )
    const { keys, count } = await keysWhere(conversation, nobodyPinned, dataset, own, mostPinnedKeys + 1)
    if (mustBePinned(map, dataset) || count <= mostPinnedKeys) person.anchors.push({ dataset: dataset.key, keys })
  }
  await followCycles(conversation, introspection, map, person)
  return person
}

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
      const scope = (rows: ReturnType<Structure['rows']>) => inScope(structure, dataset, rows)
      const { keys } = await keysWhere(conversation, structure, dataset, scope, mostPinnedKeys + 1)
      if (keys.length <= anchor.keys.length) continue
      anchor.keys = keys
      grown = true
    }
  }
}
