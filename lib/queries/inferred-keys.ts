// The keys found on a person's records, without the keys themselves: kinds, places and counts.
import type { StaffActor } from '../domain/actor'
import {
  type InferredKey,
  isFollowed,
  type KeyStrength,
  strengthOf,
  waitsForDecision,
} from '../domain/inference/inferred-key'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import { inferenceOf, keyDigest } from '../platform/sealed-inference'

export type DeskKey = Pick<InferredKey, 'kind' | 'from' | 'reach' | 'doubts' | 'people'> & {
  id: string
  strength: KeyStrength
  followed: boolean
  waits: boolean
  decision: { accepted: boolean; at: string; name: string; reason: string } | null
}

/** The decision's reason is the officer's own words about the person: for those who may read personal data. */
export async function inferredKeys(actor: StaffActor, requestId: string): Promise<DeskKey[]> {
  if (!may(actor, 'see')) return []
  const request = await db.subjectRequest.findUnique({
    where: { id: requestId },
    select: { id: true, wrappedKey: true, inferredKeysEnc: true },
  })
  if (!request?.wrappedKey || !request.inferredKeysEnc) return []
  const keys = inferenceOf(openVault({ id: request.id, wrappedKey: request.wrappedKey }), request)?.keys ?? []
  const ids = keys.flatMap(({ decision }) => (decision ? [decision.by] : []))
  const users = await db.staffUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const reads = may(actor, 'readPersonalData')
  return keys.map((key) => ({
    ...{ kind: key.kind, from: key.from, reach: key.reach, doubts: key.doubts, people: key.people },
    ...{ id: keyDigest(key), strength: strengthOf(key), followed: isFollowed(key), waits: waitsForDecision(key) },
    decision: key.decision && {
      accepted: key.decision.accepted,
      at: key.decision.at,
      name: users.find(({ id }) => id === key.decision?.by)?.name ?? '',
      reason: reads ? key.decision.reason : '',
    },
  }))
}
