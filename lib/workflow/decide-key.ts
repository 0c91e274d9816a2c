// An identifier that stands on the person's records, and may be somebody else's too: the data protection officer says
// whether it is followed. What was refused stays refused; a consent is asked for again when it leads to more than was known.
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { InferredKey } from '../domain/inference/inferred-key'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { now } from '../platform/clock'
import { evidenceDigest } from '../platform/keys'
import { inferenceOf, keyDigest, sealInference } from '../platform/sealed-inference'
import { Conflict, commit } from './commit-item'
import { returnToSearch, searchable } from './discover-data'
import { loadRequest, vaultOf } from './load-case'

export type DecideKey = {
  requestId: string
  version: number
  /** Its digest. */
  key: string
  accepted: boolean
  reason: string
}

export async function decideKey(actor: StaffActor, input: DecideKey): Promise<Outcome> {
  if (!may(actor, 'decideIdentity')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.version !== input.version) return refuse('conflict')
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const reason = input.reason.trim()
  if (reason === '') return refuse('reason-missing')
  const vault = vaultOf(request)
  const inference = inferenceOf(vault, request)
  const key = inference?.keys.find((one) => keyDigest(one) === input.key)
  if (!inference || !key) return refuse('key-gone')
  const items = await searchable(request)
  if (items.length === 0) return refuse('wrong-status')
  const keys = inference.keys.map((one) => (one === key ? decided(key, actor, input.accepted, reason) : one))
  return commit(actor, request.id, async (tx, say) => {
    const { count } = await tx.subjectRequest.updateMany({
      where: { id: request.id, version: request.version },
      data: { inferredKeysEnc: sealInference(vault, { ...inference, keys }), version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    const body = { kind: key.kind, digest: input.key, accepted: input.accepted }
    say(evidence('key.decided', { ...body, reasonDigest: evidenceDigest(reason) }))
    await returnToSearch(tx, say, request.id, items)
    return {}
  })
}

const decided = (key: InferredKey, actor: StaffActor, accepted: boolean, reason: string): InferredKey => ({
  ...key,
  decision: { accepted, by: actor.userId, at: now().toString(), reason, doubts: key.doubts, people: key.people },
})
