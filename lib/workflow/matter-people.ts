// Whom a matter is about: the identifiers that were typed, and the keys of the records they lead to, so that a request
// under another address of the same person is seen to be theirs.
import { ConnectorUnavailable, SystemRefused } from '../connectors/connector'
import { normaliseIdentifier } from '../domain/contact-address'
import { databasesOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import type { Identifier, PersonKeys } from '../domain/findings'
import type { PlanMatter } from '../domain/matter'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { activeMatters } from './active-matters'
import { claimedIdentifiers } from './claimed-identifiers'
import { loadRequest, vaultOf } from './load-case'
import { openSystem } from './open-system'
import { personIndex, pinnedKeys } from './person-index'
import { provenIdentifiers } from './proven-identifiers'
import { mergeAnchors } from './search-systems'
import { systemShare } from './system-share'

export type MatterPeople = { keys: PersonKeys; unasked: string[] }

/** Each identifier is a person of its own; what a request has proven belongs together. */
export async function statedPeople(
  map: DataMap,
  stated: Identifier[],
  requestId: string | null,
): Promise<Outcome<{ people: PersonKeys[] }, 'identifier-unreadable' | 'not-found' | 'data-destroyed'>> {
  const people: PersonKeys[] = []
  for (const { kind, value } of stated) {
    const known = map.identifiers.find(({ key }) => key === kind)
    const normal = known && normaliseIdentifier(known.normalise, value)
    if (!normal?.ok) return refuse('identifier-unreadable')
    people.push({ identifiers: [{ kind, value: normal.value }], anchors: [] })
  }
  if (requestId === null) return { ok: true, people }
  const request = await loadRequest(requestId)
  if (!request) return refuse('not-found')
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const pinned = pinnedKeys(request)
  const claims = () => ({ identifiers: claimedIdentifiers(vaultOf(request), request, map), anchors: [] })
  return { ok: true, people: [...people, pinned.identifiers.length > 0 ? pinned : claims()] }
}

type Known = {
  id: string
  wrappedKey: string | null
  personKeysEnc: string | null
  provenIdentifiersEnc: string | null
}

/** For a right that is carried out by hand: nobody has looked for the person's records yet. */
export async function mattersOfRequest(map: DataMap, request: Known): Promise<PlanMatter[]> {
  const pinned = pinnedKeys(request)
  if (pinned.identifiers.length > 0) return activeMatters(db, () => personIndex(pinned))
  if ((await db.matter.count({ where: { status: { not: 'lifted' } } })) === 0) return []
  const identifiers = request.provenIdentifiersEnc ? provenIdentifiers(vaultOf(request), request, map) : []
  const { keys } = await askForRecords(map, { identifiers, anchors: [] })
  return activeMatters(db, () => personIndex(keys))
}

/** Asks every database, or those named, for the keys of this person's records. One that does not answer is named. */
export async function askForRecords(map: DataMap, keys: PersonKeys, only?: readonly string[]): Promise<MatterPeople> {
  const systems = databasesOf(map).filter(({ key }) => !only || only.includes(key))
  const found = await Promise.all(systems.map(({ key }) => askSystem(map, key, keys.identifiers)))
  return {
    keys: {
      ...keys,
      anchors: mergeAnchors(
        keys.anchors,
        found.flatMap(({ anchors }) => anchors),
      ),
    },
    unasked: found.flatMap(({ unasked }) => unasked),
  }
}

type Asked = { anchors: PersonKeys['anchors']; unasked: string[] }

async function askSystem(map: DataMap, system: string, identifiers: Identifier[]): Promise<Asked> {
  try {
    const connector = await openSystem(system)
    const { anchors } = await connector.pin(systemShare(map, system), identifiers)
    return { anchors, unasked: [] }
  } catch (error) {
    if (!(error instanceof ConnectorUnavailable || error instanceof SystemRefused)) throw error
    return { anchors: [], unasked: [system] }
  }
}
