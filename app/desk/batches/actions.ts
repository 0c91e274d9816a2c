'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { acceptBatch } from '@/lib/workflow/accept-batch'
import { endBatch } from '@/lib/workflow/end-batch'
import { orderBatch } from '@/lib/workflow/order-batch'
import { retryDelivery } from '@/lib/workflow/retry-delivery'
import { readForm, refusal, settle } from '../act'

const id = z.uuid()
const version = z.coerce.number().int().positive()
const pageOf = (batchId: string) => `/desk/batches/${batchId}`

const ordered = z.object({
  receiver: z.string().max(40),
  schedule: z.string().max(20),
  identifier: z.string().max(60),
  people: z.string().max(1_000_000),
})
export async function orderAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('orderBatch')
  const input = readForm(ordered, form)
  if (!input) return refusal('form-broken')
  const done = await orderBatch(actor, input)
  return done.ok ? settle(done, { path: pageOf(done.batchId), said: 'ordered' }) : refusal(done.reason, done.detail)
}

const decided = z.object({ batchId: id, version, decision: z.enum(['accept', 'refuse']), reason: z.string().max(5000) })
export async function decideBatchAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('acceptBatch')
  const input = readForm(decided, form)
  if (!input) return refusal('decision-missing')
  const { decision, ...rest } = input
  const done = await acceptBatch(actor, { ...rest, accept: decision === 'accept' })
  return settle(done, { path: pageOf(input.batchId), said: decision === 'accept' ? 'accepted' : 'refused' })
}

const ended = z.object({ batchId: id, version })
export async function endBatchAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('seeBatches')
  const input = readForm(ended, form)
  if (!input) return refusal('form-broken')
  return settle(await endBatch(actor, input), { path: pageOf(input.batchId), said: 'ended' })
}

const retried = z.object({ batchId: id, deliveryId: id, version })
export async function retryRunAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageReceivers')
  const input = readForm(retried, form)
  if (!input) return refusal('form-broken')
  const { batchId, ...rest } = input
  return settle(await retryDelivery(actor, rest), { path: pageOf(batchId), said: 'retried' })
}
