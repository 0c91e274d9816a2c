// The copy of a person with 20,000 child rows: searched, planned, approved, package built, beside eleven statements that
// write the same rows as CSV and JSON.
import { db } from '@/lib/platform/db/client'
import { buildPackage } from '@/lib/workflow/build-package'
import { discoverData } from '@/lib/workflow/discover-data'
import { verifyIdentity } from '@/lib/workflow/verify-identity'
import { addCustomers, settle } from './support/company'
import { copyByHand } from './support/hand-written-access'
import { inTurns, median, report, timed } from './support/measure'
import { approve, confirmedRequest, must, openOffice } from './support/office'

const VISITS = 20_000
const ROUNDS = 5
const WARM_UP = 2
const RIVAL_MS = 2500
const LIMIT = 6

const office = await openOffice()
await addCustomers(office.shop, [1, 500], 20)
await addCustomers(office.shop, [1001, 1000 + ROUNDS + WARM_UP], VISITS)
await settle(office.shop)

async function ours(round: number): Promise<number> {
  const customer = 1001 + round
  const requestId = await confirmedRequest(customer, ['access'])
  must(await verifyIdentity(office.worker, { requestId }))
  const took = await timed(async () => {
    must(await discoverData(office.worker, { requestId }))
    must(await buildPackage(office.worker, { itemId: await approve(office, requestId) }))
  })
  const { rows } = await db.accessPackage.findFirstOrThrow({ where: { requestId } })
  const byHand = await copyByHand(office.shop, customer)
  if (rows !== byHand) throw new Error(`the package holds ${rows} rows, by hand ${byHand}`)
  return took
}

const theirs = (round: number) => timed(() => copyByHand(office.shop, 1001 + round))

const turns = await inTurns({ ours, theirs }, ROUNDS, WARM_UP)
report({
  name: 'access-20000',
  claim: 'access with 20,000 child rows',
  turns,
  limit: LIMIT,
  notes: [`${(RIVAL_MS / median(turns.ours)).toFixed(1)} times better than the ${RIVAL_MS / 1000} s to beat`],
})
await office.end()
