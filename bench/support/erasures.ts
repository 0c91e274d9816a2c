// A signed erasure, ready to run; and the three ways to look at its running.

import { db } from '@/lib/platform/db/client'
import { closeItem } from '@/lib/workflow/close-item'
import { confirmStep } from '@/lib/workflow/confirm-step'
import { discoverData } from '@/lib/workflow/discover-data'
import { erasureOrder, loadStep } from '@/lib/workflow/load-step'
import { openSystem } from '@/lib/workflow/open-system'
import { runStep } from '@/lib/workflow/run-step'
import { verifyIdentity } from '@/lib/workflow/verify-identity'
import { eraseByHand, leftOf } from './hand-written-erasure'
import { timed } from './measure'
import { confirmedRequest, must, type Office, signErasure } from './office'

export async function signedErasure(office: Office, customer: number): Promise<{ requestId: string; stepId: string }> {
  const requestId = await confirmedRequest(customer, ['erasure'])
  must(await verifyIdentity(office.worker, { requestId }))
  must(await discoverData(office.worker, { requestId }))
  const [stepId] = await signErasure(office, requestId)
  if (!stepId) throw new Error('nothing to erase')
  return { requestId, stepId }
}

/** The worker's three jobs: recheck and erase, read again, answer the person. */
export async function erasedByVerbs(office: Office, customer: number): Promise<number> {
  const { requestId, stepId } = await signedErasure(office, customer)
  const item = await db.requestItem.findFirstOrThrow({ where: { requestId } })
  const took = await timed(async () => {
    must(await runStep(office.worker, { stepId }))
    must(await confirmStep(office.worker, { stepId }))
    must(await closeItem(office.worker, { itemId: item.id }))
  })
  await sameEnd(office.shop, customer)
  return took
}

/** The company's side alone: structure frozen, groups recounted with their digests, erased, committed. */
export async function erasedByConnector(office: Office, customer: number): Promise<{ erase: number; verify: number }> {
  const { stepId } = await signedErasure(office, customer)
  const step = await loadStep(stepId)
  if (!step) throw new Error('the step is gone')
  const order = await erasureOrder(step)
  const connector = await openSystem('shop')
  const erase = await timed(async () => {
    const { status } = await connector.erase(order, async () => {})
    if (status !== 'applied') throw new Error(`not erased: ${status}`)
  })
  const verify = await timed(async () => {
    if (!(await connector.verify(order)).complete) throw new Error('something is still there')
  })
  await sameEnd(office.shop, customer)
  return { erase, verify }
}

export async function erasedByHand({ shop }: Office, customer: number): Promise<number> {
  const took = await timed(() => eraseByHand(shop, customer))
  await sameEnd(shop, customer)
  return took
}

const nothing = { visit: '0', address: '0', payment_method: '0', ticket: '0', sign_in: '0', sale: '0' }
const end = JSON.stringify({ ...nothing, invoice: '2', newsletter: '0', addresses: '0', name: null })

/** Both sides must leave the same behind, else the comparison says nothing. */
async function sameEnd(shop: Office['shop'], customer: number): Promise<void> {
  const left = await leftOf(shop, customer)
  if (left !== end) throw new Error(`something else is left: ${left}`)
}
