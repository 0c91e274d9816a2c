import { ConnectorUnavailable, SystemRefused } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import { decideIdentity, type IdentityDecision } from '../domain/identity'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { claimedIdentifiers } from './claimed-identifiers'
import { Conflict, commit, type Say } from './commit-item'
import { currentMap } from './current-map'
import { loadRequest, type RequestCase, vaultOf } from './load-case'
import { emailOf, lookUpPerson, type Seen } from './look-up-person'
import { mostUnindexed } from './most-unindexed'
import { proveIdentity } from './prove-identity'
import { otherAddresses, warnAt } from './warn-on-file'

/** Thrown so that the queue asks again; the request already shows which system is away. */
export class IdentityWaits extends Error {}

/** Is the mailbox that was confirmed the person's contact on file? If not, the DPO decides. @throws IdentityWaits */
export async function verifyIdentity(actor: WorkerActor, input: { requestId: string }): Promise<Outcome> {
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.status !== 'identifying' || !open(request)) return refuse('wrong-status')
  const { map } = await currentMap(db)
  const identifiers = claimedIdentifiers(vaultOf(request), request, map)
  const email = emailOf(map, identifiers)
  const seen = await lookUpPerson(map, identifiers, email ? [email] : [], await mostUnindexed(request))
  if (seen.tooSlow.length > 0) return recordWaiting(actor, request, 'slow-lookup', 0)
  const decision = decide(request, map, identifiers, seen)
  if (decision.state === 'proven') return prove(actor, request, map, decision)
  if (decision.reason === 'system-unreachable') return waitForSystem(actor, request, seen.matches.length)
  return recordWaiting(actor, request, decision.reason, seen.matches.length)
}

/** @throws IdentityWaits */
async function waitForSystem(actor: WorkerActor, request: RequestCase, matches: number): Promise<never> {
  await recordWaiting(actor, request, 'system-unreachable', matches)
  throw new IdentityWaits()
}

async function prove(
  actor: WorkerActor,
  request: RequestCase,
  map: DataMap,
  decision: Extract<IdentityDecision, { state: 'proven' }>,
): Promise<Outcome> {
  const { method, level, systems, identifiers, rows } = decision
  const others = await otherAddresses(map, rows, request).catch((error: unknown) => {
    // Who could not be told of it must not be passed over.
    if (error instanceof ConnectorUnavailable || error instanceof SystemRefused) return null
    throw error
  })
  if (others === null) return waitForSystem(actor, request, rows.length)
  return commit(actor, request.id, async (tx, say) => {
    await proveIdentity(tx, say, request, { method, level, system: systems[0] ?? null, identifiers })
    await warnAt(tx, say, request, map, others)
    return {}
  })
}

/** Not yet decided, or waiting only for a system that was away or too slow to be asked. */
const open = ({ identity, identityReason }: RequestCase): boolean =>
  identity === 'unproven' ||
  (identity === 'waiting' && (identityReason === 'system-unreachable' || identityReason === 'slow-lookup'))

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
