import type { StaffActor } from '../domain/actor'
import { normaliseIdentifier } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, type Transaction } from '../platform/db/client'
import { askOnFile } from './ask-on-file'
import { claimedIdentifiers } from './claimed-identifiers'
import { Conflict, commit, type Say } from './commit-item'
import { currentMap } from './current-map'
import { endItem } from './finish-item'
import { loadRequest, type RequestCase, vaultOf } from './load-case'
import { proveIdentity } from './prove-identity'

/** How the DPO came to know who asks; `other` needs a note. */
export const identityMethods = ['call-back', 'known-contact', 'other'] as const
export type IdentityMethod = (typeof identityMethods)[number]

export type DecideIdentity = {
  requestId: string
  version: number
  decision: 'accept' | 'ask-on-file' | 'refuse'
  method?: IdentityMethod
  /**
   * Accept: by what the person is known, from the claims or told otherwise; searched for is this and nothing else.
   * Absent: all claims, where they do not lead to several people.
   */
  identifiers?: Identifier[]
  /** Accept: all records that these lead to are this one person's (somebody with two accounts). */
  onePerson?: boolean
  /** A note for the file; the reason in the letter where refused. */
  reason?: string
}

/** Where the mailbox proves nothing, the DPO decides: accept, ask at the address on file, or refuse (Art. 12(2), (6)). */
export async function decideIdentity(actor: StaffActor, input: DecideIdentity): Promise<Outcome> {
  if (!may(actor, 'decideIdentity')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.version !== input.version) return refuse('conflict')
  // A web form whose mailbox nobody confirmed is nobody's yet; what a colleague entered can be decided at once.
  const entered = request.status === 'unconfirmed' && request.channel !== 'web'
  if (request.status !== 'identifying' && !entered) return refuse('wrong-status')
  if (input.decision === 'accept') return accept(actor, request, input)
  if (input.decision === 'ask-on-file') return askOnFile(actor, request)
  return refuseAll(actor, request, input.reason?.trim() ?? '')
}

async function accept(actor: StaffActor, request: RequestCase, input: DecideIdentity): Promise<Outcome> {
  const { method } = input
  const note = input.reason?.trim() ?? ''
  if (!method) return refuse('method-missing')
  if (method === 'other' && note === '') return refuse('reason-missing')
  const { map } = await currentMap(db)
  const known = acceptedIdentifiers(request, map, input)
  if (!known.ok) return known
  const { identifiers } = known
  const onePerson = input.onePerson ?? false
  return commit(actor, request.id, async (tx, say) => {
    say(evidence('identity.decided', { decision: 'accept', method, reason: request.identityReason }))
    // A person spoke to a person, or knew them: more than a mailbox (security.md, Identity).
    const decidedBy = actor.userId
    await proveIdentity(tx, say, request, { method, level: 2, system: null, identifiers, onePerson, decidedBy })
    if (note) await keepNote(tx, request, note)
    return {}
  })
}

/** Where the claims mean several people, somebody has to say which of them speak of this one. */
const ambiguous: readonly (string | null)[] = ['several-people', 'claims-disagree', 'records-added']

function acceptedIdentifiers(
  request: RequestCase,
  map: DataMap,
  { identifiers }: DecideIdentity,
): { ok: true; identifiers: Identifier[] } | Refusal {
  if (identifiers === undefined) {
    if (ambiguous.includes(request.identityReason)) return refuse('identifiers-missing')
    return { ok: true, identifiers: claimedIdentifiers(vaultOf(request), request, map) }
  }
  if (identifiers.length === 0) return refuse('identifiers-missing')
  const normal = identifiers.map(({ kind, value }) => {
    const known = map.identifiers.find(({ key }) => key === kind)
    const read = known && normaliseIdentifier(known.normalise, value)
    return read?.ok ? { kind, value: read.value } : null
  })
  const whole = normal.filter((one) => one !== null)
  return whole.length === normal.length ? { ok: true, identifiers: whole } : refuse('identifier-unreadable')
}

/** On the first right: the note is about the request, and encrypted like everything said of a person. */
async function keepNote(tx: Transaction, request: RequestCase, note: string): Promise<void> {
  const item = request.items[0]
  if (!item) return
  const reasonEnc = vaultOf(request).seal(`request_item.reason:${item.id}`, note)
  await tx.requestItem.update({ where: { id: item.id }, data: { reasonEnc } })
}

async function refuseAll(actor: StaffActor, request: RequestCase, reason: string): Promise<Outcome> {
  const waiting = request.items.filter((item) => item.status === 'waiting')
  if (waiting.length === 0) return refuse('wrong-status')
  return commit(actor, request.id, async (tx, say) => {
    await markRefused(tx, request)
    say(evidence('identity.decided', { decision: 'refuse', method: null, reason: request.identityReason }))
    const letterId = await refuseItems(tx, say, actor, waiting, reason)
    say(evidence('request.refused', { ground: 'identity-not-proven', letterId }))
    return {}
  })
}

async function markRefused(tx: Transaction, request: RequestCase): Promise<void> {
  const { count } = await tx.subjectRequest.updateMany({
    where: { id: request.id, version: request.version },
    data: { identity: 'refused', version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
}

async function refuseItems(
  tx: Transaction,
  say: Say,
  actor: StaffActor,
  items: RequestCase['items'],
  reason: string,
): Promise<string | null> {
  let letterId: string | null = null
  for (const item of items) {
    letterId = await endItem(tx, say, {
      item,
      outcome: 'refused',
      ground: 'identity-not-proven',
      decidedBy: actor.userId,
      ...(reason && { reason }),
      letter: { kind: 'refusal', facts: { ground: 'identity-not-proven', reason } },
    })
  }
  return letterId
}
