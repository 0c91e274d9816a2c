// One access request over 11 datasets, through the verbs: searched, planned, approved, package built and answer written.
import { db } from '@/lib/platform/db/client'
import { buildPackage } from '@/lib/workflow/build-package'
import { discoverData } from '@/lib/workflow/discover-data'
import { verifyIdentity } from '@/lib/workflow/verify-identity'
import { addCustomers, settle } from './support/company'
import { copyByHand } from './support/hand-written-access'
import { inTurns, report, timed } from './support/measure'
import { approve, confirmedRequest, must, openOffice } from './support/office'

const ROUNDS = 25
const WARM_UP = 8
const RIVAL_MS = 710
const LIMIT = 12

const office = await openOffice()
await addCustomers(office.shop, [1, 2000], 20)
await settle(office.shop)

const spans: Record<string, number[]> = { search: [], sign: [], build: [] }

async function ours(round: number): Promise<number> {
  const requestId = await confirmedRequest(100 + round, ['access'])
  must(await verifyIdentity(office.worker, { requestId }))
  let itemId = ''
  const steps = {
    search: async () => must(await discoverData(office.worker, { requestId })),
    sign: async () => {
      itemId = await approve(office, requestId)
    },
    build: async () => must(await buildPackage(office.worker, { itemId })),
  }
  let sum = 0
  for (const [name, step] of Object.entries(steps)) {
    const took = await timed(step)
    if (round >= WARM_UP) spans[name]?.push(took)
    sum += took
  }
  await sameRows(requestId, 100 + round)
  return sum
}

/** Both sides must have read the very same rows, else the comparison says nothing. */
async function sameRows(requestId: string, customer: number): Promise<void> {
  const { rows } = await db.accessPackage.findFirstOrThrow({ where: { requestId } })
  const byHand = await copyByHand(office.shop, customer)
  if (rows !== byHand) throw new Error(`the package holds ${rows} rows, by hand ${byHand}`)
}

const theirs = (round: number) => timed(() => copyByHand(office.shop, 100 + round))

const turns = await inTurns({ ours, theirs }, ROUNDS, WARM_UP)
const p50 = [...turns.ours].sort((a, b) => a - b)[Math.floor(turns.ours.length / 2)] ?? 0
const span = Object.entries(spans).map(([name, took]) => {
  const sorted = [...took].sort((a, b) => a - b)
  return `${name} ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} ms`
})
report({
  name: 'access-11-datasets',
  claim: 'access over 11 datasets',
  turns,
  limit: LIMIT,
  notes: [
    `of which ${span.join(', ')}`,
    `p50 is ${(RIVAL_MS / p50).toFixed(1)} times better than the ${RIVAL_MS} ms to beat`,
  ],
})
await office.end()
