import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import type { Transaction } from '../platform/db/client'
import { askOnFile } from './ask-on-file'
import { Conflict, commit, type Say } from './commit-item'
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
  /** A note for the file; the reason in the letter where refused. */
  reason?: string
}

/** Where the mailbox proves nothing, the DPO decides: accept, ask at the address on file, or refuse (Art. 12(2), (6)). */
export async function decideIdentity(actor: StaffActor, input: DecideIdentity): Promise<Outcome> {
  if (!may(actor, 'decideIdentity')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.version !== input.version) return refuse('conflict')
  if (request.status !== 'identifying' && request.status !== 'unconfirmed') return refuse('wrong-status')
  if (input.decision === 'accept') return accept(actor, request, input)
  if (input.decision === 'ask-on-file') return askOnFile(actor, request)
  return refuseAll(actor, request, input.reason?.trim() ?? '')
}

async function accept(actor: StaffActor, request: RequestCase, input: DecideIdentity): Promise<Outcome> {
  const { method } = input
  const note = input.reason?.trim() ?? ''
  if (!method) return refuse('method-missing')
  if (method === 'other' && note === '') return refuse('reason-missing')
  return commit(actor, request.id, async (tx, say) => {
    say(evidence('identity.decided', { decision: 'accept', method, reason: request.identityReason }))
    // A person spoke to a person, or knew them: more than a mailbox (security.md, Identity).
    await proveIdentity(tx, say, request, { method, level: 2, system: null, decidedBy: actor.userId })
    if (note) await keepNote(tx, request, note)
    return {}
  })
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
