// A million child rows, once on each side: at that size only the rows count, so the limit is close to hand-written SQL.
import { addCustomers, settle } from './support/company'
import { erasedByConnector, erasedByHand } from './support/erasures'
import { inTurns, report } from './support/measure'
import { openOffice } from './support/office'

const VISITS = 1_000_000
const ROUNDS = 2
const LIMIT = 1.3

const office = await openOffice()
await addCustomers(office.shop, [1, 500], 20)
await addCustomers(office.shop, [1001, 1000 + 2 * ROUNDS], VISITS)
await settle(office.shop)

const seen: number[] = []
const turns = await inTurns(
  {
    ours: async (round) => {
      const { erase, verify } = await erasedByConnector(office, 1001 + round)
      seen.push(verify)
      return erase
    },
    theirs: (round) => erasedByHand(office, 1001 + ROUNDS + round),
  },
  ROUNDS,
  0,
)
report({
  name: 'erasure-million',
  claim: 'erasure of 1,000,000 child rows, in the company’s database',
  turns,
  limit: LIMIT,
  notes: [`reading again afterwards: ${Math.min(...seen).toFixed(1)} ms`],
})
await office.end()
