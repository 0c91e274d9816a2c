// A signed erasure, ready to run; and the three ways to look at its running.

import { db } from '@/lib/platform/db/client'
import { closeItem } from '@/lib/workflow/close-item'
import { confirmStep } from '@/lib/workflow/confirm-step'
import { discoverData } from '@/lib/workflow/discover-data'
import { erasureOrder, loadStep } from '@/lib/workflow/load-step'
import { openSystem } from '@/lib/workflow/open-system'
import { runStep } from '@/lib/workflow/run-step'
import { verifyIdentity } from '@/lib/workflow/verify-identity'
import { addCustomers, settle } from './company'
import { eraseByHand, leftOf } from './hand-written-erasure'
import { inTurns, median, report, type Turns, timed } from './measure'
import { confirmedRequest, must, type Office, openOffice, signErasure } from './office'

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

/** Throws where something is left that no law keeps. */
export const isErased = ({ shop }: Office, customer: number): Promise<void> => sameEnd(shop, customer)

/** Both sides must leave the same behind, else the comparison says nothing. */
async function sameEnd(shop: Office['shop'], customer: number): Promise<void> {
  const left = await leftOf(shop, customer)
  if (left !== end) throw new Error(`something else is left: ${left}`)
}

export type Sizes = { name: string; visits: number; rounds: number; warmUp: number; limit: number }

/** An office whose company has `sides` people with that many visits for each round, beside five hundred usual ones. */
export async function officeOf({ visits, rounds, warmUp }: Sizes, sides: number): Promise<Office> {
  const office = await openOffice()
  await addCustomers(office.shop, [1, 500], 20)
  await addCustomers(office.shop, [firstPerson, firstPerson - 1 + sides * (rounds + warmUp)], visits)
  await settle(office.shop)
  return office
}

const firstPerson = 1001

/** Side 0, 1, …: each erases people of its own. */
export const personOf = ({ rounds, warmUp }: Sizes, side: number, round: number): number =>
  firstPerson + side * (rounds + warmUp) + round

/** The claim of issue 3: recheck, erasure and the re-reading afterwards, beside an erasure by hand that checks nothing. */
export async function claimConnector(office: Office, sizes: Sizes, notes: () => string[] = () => []): Promise<void> {
  const parts: { erase: number; verify: number }[] = []
  const turns: Turns = await inTurns(
    {
      ours: async (round) => {
        const took = await erasedByConnector(office, personOf(sizes, 0, round))
        if (round >= sizes.warmUp) parts.push(took)
        return took.erase + took.verify
      },
      theirs: (round) => erasedByHand(office, personOf(sizes, 1, round)),
    },
    sizes.rounds,
    sizes.warmUp,
  )
  const [erase, verify] = [median(parts.map((p) => p.erase)), median(parts.map((p) => p.verify))]
  report({
    name: sizes.name,
    claim: `erasure of ${sizes.visits.toLocaleString('en')} child rows and the re-reading, in the company’s database`,
    turns,
    limit: sizes.limit,
    notes: [
      `the erasure alone ${erase.toFixed(1)} ms: ratio ${(erase / median(turns.theirs)).toFixed(2)}`,
      `the re-reading ${verify.toFixed(1)} ms`,
      ...notes(),
    ],
  })
}
