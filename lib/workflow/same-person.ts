// Which matching rows are known to be one person's: the map says so where one links to the other. Answers with keys only.
import type { Connector, IdentifierMatch, SystemMap } from '../connectors/connector'
import type { Identifier } from '../domain/findings'
import type { IdentityMatch, PersonGroup } from '../domain/identity'

const nameOf = (key: readonly string[]) => JSON.stringify(key)

export const isAnchor = (share: SystemMap, dataset: string): boolean =>
  share.datasets.some((other) => other.links?.some((link) => link.to === dataset))

/** Datasets whose rows belong to rows of `to`, at any depth. */
function below(share: SystemMap, to: string): Set<string> {
  const found = new Set<string>()
  const next = [to]
  for (let target = next.pop(); target !== undefined; target = next.pop()) {
    for (const dataset of share.datasets) {
      if (found.has(dataset.key) || !dataset.links?.some((link) => link.to === target)) continue
      found.add(dataset.key)
      next.push(dataset.key)
    }
  }
  return found
}

export async function personGroups(
  connector: Connector,
  share: SystemMap,
  matches: IdentifierMatch[],
  email: Identifier,
): Promise<PersonGroup[]> {
  const groups: PersonGroup[] = []
  const datasets = [...new Set(matches.map((match) => match.dataset))]
  const keysOf = (dataset: string) => matches.filter((match) => match.dataset === dataset).flatMap((match) => match.keys)
  for (const anchor of datasets.filter((dataset) => isAnchor(share, dataset))) {
    const linked = below(share, anchor)
    const others = datasets.filter((dataset) => dataset !== anchor && linked.has(dataset))
    if (others.length === 0) continue
    const primary = await primaryKeys(connector, share, others)
    const proven = new Set(
      matches.filter((one) => one.dataset === anchor && one.contactPoint && isSame(one.identifier, email)).flatMap((one) => one.keys.map(nameOf)),
    )
    for (const key of new Map(keysOf(anchor).map((one) => [nameOf(one), one])).values()) {
      const person = { identifiers: [], anchors: [{ dataset: anchor, keys: [key] }] }
      const group = [{ system: share.system, dataset: anchor, key }]
      for (const dataset of others) {
        const columns = primary.get(dataset)
        if (!columns) continue
        const rows = connector.read(share, person, dataset, columns)
        const own = await ownRows(rows, columns, keysOf(dataset), proven.has(nameOf(key)))
        group.push(...own.map((row) => ({ system: share.system, dataset, key: row })))
      }
      if (group.length > 1) groups.push(group)
    }
  }
  return groups
}

const isSame = (a: Identifier, b: Identifier) => a.kind === b.kind && a.value === b.value

/**
 * Of the anchor's rows, those that match. Where the mailbox is not the anchor's own contact, a row beside them that does
 * not match is somebody else of the same firm: then being linked proves nothing, and nothing is said.
 */
async function ownRows(
  rows: AsyncIterable<Record<string, unknown>>,
  columns: string[],
  matched: string[][],
  anchorProven: boolean,
): Promise<string[][]> {
  const wanted = new Map(matched.map((key) => [nameOf(key), key]))
  const own: string[][] = []
  for await (const row of rows) {
    const key = wanted.get(nameOf(columns.map((column) => String(row[column]))))
    if (key) own.push(key)
    else if (!anchorProven) return []
    if (own.length === wanted.size && anchorProven) break
  }
  return own
}

/** Of the datasets whose primary key the map knows; the others' rows stay each a person of their own. */
async function primaryKeys(connector: Connector, share: SystemMap, datasets: string[]): Promise<Map<string, string[]>> {
  const catalogue = await connector.inspect()
  const found = new Map<string, string[]>()
  for (const { key, table, fields } of share.datasets.filter((dataset) => datasets.includes(dataset.key))) {
    const columns = catalogue.tables.find(({ name }) => name === table)?.primaryKey ?? []
    if (columns.length > 0 && columns.every((column) => Object.hasOwn(fields, column))) found.set(key, columns)
  }
  return found
}

export const identityMatches = (share: SystemMap, matches: IdentifierMatch[]): IdentityMatch[] =>
  matches.map(({ dataset, identifier, count, keys, contactPoint }) => ({
    system: share.system,
    dataset,
    identifier,
    count,
    keys,
    contactPoint,
    anchor: isAnchor(share, dataset),
  }))
