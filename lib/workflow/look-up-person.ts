// Fresh facts about who matches, from every system at once: for verifying an identity and for asking at the address on
// file. A system that is away is named, never skipped.
import { ConnectorUnavailable, SystemRefused } from '../connectors/connector'
import { databasesOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import type { Identifier } from '../domain/findings'
import type { IdentityMatch, PersonGroup } from '../domain/identity'
import { openSystem } from './open-system'
import { groupsOf, identityMatches } from './same-person'
import { systemShare } from './system-share'

export type Seen = { matches: IdentityMatch[]; personOf: PersonGroup[]; systemsDown: string[]; tooSlow: string[] }

/** The mailbox among the claims; undefined where the map knows no e-mail. */
export const emailOf = (map: DataMap, identifiers: Identifier[]): Identifier | undefined => {
  const kinds = map.identifiers.filter(({ normalise }) => normalise === 'email').map(({ key }) => key)
  return identifiers.find(({ kind }) => kinds.includes(kind))
}

/** `most`: larger tables are not read where no index helps; null: all are. `grouped`: for which of them it is told whose the rows are that they lead to. */
export async function lookUpPerson(
  map: DataMap,
  identifiers: Identifier[],
  grouped: Identifier[],
  most: number | null = null,
): Promise<Seen> {
  const look = ({ key }: { key: string }) => lookUpIn(map, key, { identifiers, grouped, most })
  const answers = await Promise.all(databasesOf(map).map(look))
  return {
    matches: answers.flatMap((answer) => answer.matches),
    personOf: answers.flatMap((answer) => answer.personOf),
    systemsDown: answers.flatMap((answer) => answer.systemsDown),
    tooSlow: answers.flatMap((answer) => answer.tooSlow),
  }
}

type Look = { identifiers: Identifier[]; grouped: Identifier[]; most: number | null }
const nobody: Seen = { matches: [], personOf: [], systemsDown: [], tooSlow: [] }

async function lookUpIn(map: DataMap, system: string, { identifiers, grouped, most }: Look): Promise<Seen> {
  const share = systemShare(map, system)
  try {
    const connector = await openSystem(system)
    return await connector.inSnapshot(async (reader) => {
      const slow = most === null ? [] : await reader.slowLookups(share, most)
      if (slow.length > 0) return { ...nobody, tooSlow: [system] }
      const personOf = grouped.length > 0 ? await groupsOf(reader, share, grouped) : []
      const matches = await reader.identify(share, identifiers)
      return { ...nobody, matches: identityMatches(share, matches), personOf }
    })
  } catch (error) {
    // One that refuses the question is as silent about the person as one that is away.
    if (!(error instanceof ConnectorUnavailable || error instanceof SystemRefused)) throw error
    return { ...nobody, systemsDown: [system] }
  }
}
