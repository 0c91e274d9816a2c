// A thousand approved erasures wait. Worker processes as in production carry them out, read them again and answer: one
// process, then two. What counts is the time between the twentieth part and the last: starting a process is left out.
// BENCH_REQUESTS makes it smaller.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { db } from '@/lib/platform/db/client'
import { addCustomers, settle } from './support/company'
import { erasedByHand, isErased, signedErasure } from './support/erasures'
import { tell, timed, write } from './support/measure'
import { openOffice } from './support/office'

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 1_000)
const AT_ONCE = 4
const GIVE_UP_MS = 900_000

const office = await openOffice()
await addCustomers(office.shop, [1, 500 + 3 * REQUESTS], 20)
await settle(office.shop)
const customersOf = (turn: number) => Array.from({ length: REQUESTS }, (_, n) => 501 + turn * REQUESTS + n)

/** Ids of the requests; their jobs wait. */
async function queued(turn: number): Promise<string[]> {
  const customers = customersOf(turn)
  const ids: string[] = []
  const lane = async () => {
    for (let customer = customers.pop(); customer !== undefined; customer = customers.pop())
      ids.push((await signedErasure(office, customer)).requestId)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return ids
}

const worker = (): ChildProcess =>
  spawn(process.execPath, ['--enable-source-maps', 'dist/worker.mjs'], { env: process.env, stdio: 'ignore' })

async function finished(ids: string[], least: number): Promise<number> {
  for (const end = Date.now() + GIVE_UP_MS; Date.now() < end; ) {
    const done = await db.requestItem.count({ where: { requestId: { in: ids }, status: 'done' } })
    if (done >= least) return done
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`not all of ${least} requests were answered`)
}

/** Requests a second. */
async function rateOf(turn: number, processes: number): Promise<number> {
  const ids = await queued(turn)
  const workers = Array.from({ length: processes }, worker)
  const early = await finished(ids, REQUESTS / 20)
  const took = await timed(() => finished(ids, REQUESTS))
  for (const child of workers) {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  for (const customer of customersOf(turn)) await isErased(office, customer)
  return ((REQUESTS - early) / took) * 1000
}

const one = await rateOf(0, 1)
const two = await rateOf(1, 2)
const byHand = await timed(async () => {
  for (const customer of customersOf(2)) await erasedByHand(office, customer)
})
const handWritten = (REQUESTS / byHand) * 1000
write('erasure-queue', { claim: `${REQUESTS} queued erasures`, one, two, scaling: two / one, handWritten })
tell(`${REQUESTS} queued erasures: one worker process ${one.toFixed(1)}/s, two ${two.toFixed(1)}/s`, [
  `two processes do ${(two / one).toFixed(2)} times the work of one`,
  `by hand, one after the other, without checks, re-reading and answers ${handWritten.toFixed(1)}/s`,
])
await office.end()
