import { ConnectorUnavailable } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import { decideIdentity, type IdentityDecision, type IdentityMatch, type PersonGroup } from '../domain/identity'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { claimedIdentifiers } from './claimed-identifiers'
import { Conflict, commit, type Say } from './commit-item'
import { currentMap } from './current-map'
import { loadRequest, type RequestCase, vaultOf } from './load-case'
import { openSystem } from './open-system'
import { proveIdentity } from './prove-identity'
import { groupsOf, identityMatches } from './same-person'
import { systemShare } from './system-share'

/** Thrown so that the queue asks again; the request already shows which system is away. */
export class IdentityWaits extends Error {}

/** Is the mailbox that was confirmed the person's contact on file? If not, the DPO decides. @throws IdentityWaits */
export async function verifyIdentity(actor: WorkerActor, input: { requestId: string }): Promise<Outcome> {
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.status !== 'identifying' || !open(request)) return refuse('wrong-status')
  const { map } = await currentMap(db)
  const identifiers = claimedIdentifiers(vaultOf(request), request, map)
  const seen = await lookUp(map, identifiers)
  const decision = decide(request, map, identifiers, seen)
  if (decision.state === 'proven') {
    return commit(actor, request.id, async (tx, say) => {
      const { method, level, systems } = decision
      await proveIdentity(tx, say, request, { method, level, system: systems[0] ?? null })
      return {}
    })
  }
  const waited = await recordWaiting(actor, request, decision.reason, seen.matches.length)
  if (decision.reason === 'system-unreachable') throw new IdentityWaits()
  return waited
}

/** Not yet decided, or waiting only for a system that was away. */
const open = ({ identity, identityReason }: RequestCase): boolean =>
  identity === 'unproven' || (identity === 'waiting' && identityReason === 'system-unreachable')

type Seen = { matches: IdentityMatch[]; personOf: PersonGroup[]; systemsDown: string[] }

const emailOf = (map: DataMap, identifiers: Identifier[]): Identifier | undefined => {
  const kinds = map.identifiers.filter(({ normalise }) => normalise === 'email').map(({ key }) => key)
  return identifiers.find(({ kind }) => kinds.includes(kind))
}

async function lookUp(map: DataMap, identifiers: Identifier[]): Promise<Seen> {
  const email = emailOf(map, identifiers)
  const answers = await Promise.all(map.systems.map(({ key }) => lookUpIn(map, key, identifiers, email)))
  return {
    matches: answers.flatMap((answer) => answer.matches),
    personOf: answers.flatMap((answer) => answer.personOf),
    systemsDown: answers.flatMap((answer) => answer.systemsDown),
  }
}

async function lookUpIn(
  map: DataMap,
  system: string,
  identifiers: Identifier[],
  email: Identifier | undefined,
): Promise<Seen> {
  const share = systemShare(map, system)
  try {
    const connector = await openSystem(system)
    const matches = await connector.identify(share, identifiers)
    const personOf = email ? await groupsOf(connector, share, email) : []
    return { matches: identityMatches(share, matches), personOf, systemsDown: [] }
  } catch (error) {
    if (!(error instanceof ConnectorUnavailable)) throw error
    return { matches: [], personOf: [], systemsDown: [system] }
  }
}

function decide(request: RequestCase, map: DataMap, identifiers: Identifier[], seen: Seen): IdentityDecision {
  const email = emailOf(map, identifiers)
  // A map that knows no e-mail cannot prove a mailbox.
  if (!email) return { state: 'waiting', reason: 'address-not-on-file', systems: [], kinds: [] }
  return decideIdentity({
    ...seen,
    mailboxConfirmed: request.confirmedAt !== null,
    email,
    claims: identifiers,
    datasets: map.datasets,
  })
}

async function recordWaiting(
  actor: WorkerActor,
  request: RequestCase,
  reason: string,
  matches: number,
): Promise<Outcome> {
  if (request.identity === 'waiting' && request.identityReason === reason) return { ok: true }
  return commit(actor, request.id, async (tx, say: Say) => {
    const { count } = await tx.subjectRequest.updateMany({
      where: { id: request.id, identity: request.identity, version: request.version },
      data: { identity: 'waiting', identityReason: reason, version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('identity.waiting', { reason, matches }))
    return {}
  })
}
