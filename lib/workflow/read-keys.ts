// What the keys found on a person's records are: on record before the first is shown.
import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { inferenceOf, keyDigest } from '../platform/sealed-inference'
import { loadRequest, vaultOf } from './load-case'
import { recordReading } from './record-reading'

export type KeyValue = { key: string; value: string }

export async function readKeys(
  actor: StaffActor,
  input: { requestId: string },
): Promise<Outcome<{ values: KeyValue[] }>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const keys = inferenceOf(vaultOf(request), request)?.keys ?? []
  const body = { system: 'habeas', dataset: 'inferred-keys', rows: keys.length, purpose: 'review' }
  await recordReading(actor, request.id, body)
  return { ok: true, values: keys.map((key) => ({ key: keyDigest(key), value: key.value })) }
}
