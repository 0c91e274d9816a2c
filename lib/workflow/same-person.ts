// Which matching rows are one person's: asks a system for the keys of the rows that carry an identifier, nothing else.
import type { IdentifierMatch, SystemMap, SystemReader } from '../connectors/connector'
import type { Identifier } from '../domain/findings'
import type { IdentityMatch } from '../domain/identity'
import { type LinkedRow, linkReads, type PersonGroup, personGroups } from '../domain/person-groups'

export async function groupsOf(
  reader: SystemReader,
  share: SystemMap,
  identifiers: Identifier[],
): Promise<PersonGroup[]> {
  const { tables } = await reader.inspect()
  const keyOf = (table: string) => tables.find(({ name }) => name === table)?.primaryKey ?? []
  const primaryKeys = Object.fromEntries(share.datasets.map(({ key, table }) => [key, keyOf(table)]))
  const rows: LinkedRow[] = []
  for (const { dataset, fields } of linkReads(share.datasets, primaryKeys)) {
    const found = reader.read(share, { identifiers, anchors: [] }, dataset, fields)
    for await (const values of found) rows.push({ dataset, values })
  }
  return personGroups(share.system, share.datasets, primaryKeys, rows)
}

export const identityMatches = (share: SystemMap, matches: IdentifierMatch[]): IdentityMatch[] =>
  matches.map(({ dataset, identifier, count, keys, contactPoint }) => ({
    system: share.system,
    dataset,
    identifier,
    count,
    keys,
    contactPoint,
  }))
