// The erasure of a person with 20,000 child rows through the worker's jobs (recheck, erase, read again, answer), beside
// the same end state by hand in one transaction.
import { addCustomers, settle } from './support/company'
import { erasedByConnector, erasedByHand, erasedByVerbs } from './support/erasures'
import { inTurns, median, report } from './support/measure'
import { openOffice } from './support/office'

const VISITS = 20_000
const ROUNDS = 7
const WARM_UP = 2
const RIVAL_MS = 66_600
const LIMIT_JOBS = 6
const LIMIT_CONNECTOR = 3

const office = await openOffice()
const each = ROUNDS + WARM_UP
await addCustomers(office.shop, [1, 500], 20)
await addCustomers(office.shop, [1001, 1000 + 4 * each], VISITS)
await settle(office.shop)

const seen: number[] = []
const connector = await inTurns(
  {
    ours: async (round) => {
      const { erase, verify } = await erasedByConnector(office, 1001 + round)
      if (round >= WARM_UP) seen.push(verify)
      return erase
    },
    theirs: (round) => erasedByHand(office, 1001 + each + round),
  },
  ROUNDS,
  WARM_UP,
)
const jobs = await inTurns(
  {
    ours: (round) => erasedByVerbs(office, 1001 + 2 * each + round),
    theirs: (round) => erasedByHand(office, 1001 + 3 * each + round),
  },
  ROUNDS,
  WARM_UP,
)
report({
  name: 'erasure-20000-connector',
  claim: 'erasure of 20,000 child rows, in the company’s database',
  turns: connector,
  limit: LIMIT_CONNECTOR,
  notes: [`reading again afterwards: ${median(seen).toFixed(1)} ms`],
})
report({
  name: 'erasure-20000',
  claim: 'erasure of 20,000 child rows, all of the worker’s jobs',
  turns: jobs,
  limit: LIMIT_JOBS,
  notes: [`${(RIVAL_MS / median(jobs.ours)).toFixed(0)} times better than the ${RIVAL_MS / 1000} s to beat`],
})
await office.end()
