// A hundred confirmed access requests wait. The worker's own loop drains them, a DPO signs each plan as soon as it
// stands, and it ends when the hundredth answer is written. Letters go out to a real SMTP server meanwhile.
import { work } from '@/lib/jobs/work'
import { db } from '@/lib/platform/db/client'
import { startQueue, stopQueue } from '@/lib/platform/queue'
import { addCustomers, settle } from './support/company'
import { copyByHand } from './support/hand-written-access'
import { inTurns, report, timed } from './support/measure'
import { approve, confirmedRequest, openOffice } from './support/office'

const REQUESTS = 100
const ROUNDS = 5
const RIVAL_PER_SECOND = 1.6
const LIMIT = 12
const GIVE_UP_MS = 300_000

const office = await openOffice()
await addCustomers(office.shop, [1, 2000], 20)
await settle(office.shop)

const customersOf = (round: number) => Array.from({ length: REQUESTS }, (_, n) => 10 + round * REQUESTS + n)

/** The queue fills while nobody works, so that the hundred wait together. */
async function ours(round: number): Promise<number> {
  const waiting = new Set<string>()
  for (const customer of customersOf(round)) waiting.add(await confirmedRequest(customer, ['access']))
  await stopQueue()
  const boss = await startQueue({ worker: true })
  const took = await timed(async () => {
    await work(boss, office.worker)
    await signUntilAnswered(waiting)
  })
  await stopQueue()
  return took
}

async function signUntilAnswered(waiting: Set<string>): Promise<void> {
  for (const end = Date.now() + GIVE_UP_MS; waiting.size > 0; await pause()) {
    if (Date.now() > end) throw new Error(`${waiting.size} requests were not answered`)
    const ids = [...waiting]
    const items = await db.requestItem.findMany({
      where: { requestId: { in: ids }, status: { in: ['planned', 'done'] } },
      select: { requestId: true, status: true },
    })
    for (const { requestId, status } of items) {
      if (status === 'done') waiting.delete(requestId)
      else await approve(office, requestId)
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

const theirs = (round: number) =>
  timed(async () => {
    for (const customer of customersOf(round)) await copyByHand(office.shop, customer)
  })

const turns = await inTurns({ ours, theirs }, ROUNDS, 1)
const perSecond = turns.ours.map((took) => (REQUESTS / took) * 1000).sort((a, b) => a - b)
const middle = perSecond[Math.floor(perSecond.length / 2)] ?? 0
report({
  name: 'access-queue',
  claim: `a queue of ${REQUESTS} access requests`,
  turns,
  limit: LIMIT,
  notes: [
    `${middle.toFixed(1)} requests/s, ${(middle / RIVAL_PER_SECOND).toFixed(1)} times the ${RIVAL_PER_SECOND}/s to beat`,
  ],
})
await office.end()
