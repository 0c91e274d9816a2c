// The erasure of a person with 20,000 child rows: by the connector (recheck, erase, read again), and through all of the
// worker's jobs with the answer; beside the same end state by hand in one transaction.
import { claimConnector, erasedByHand, erasedByVerbs, officeOf, personOf } from './support/erasures'
import { inTurns, median, report } from './support/measure'

const sizes = { name: 'erasure-20000-connector', visits: 20_000, rounds: 9, warmUp: 2, limit: 3 }
const RIVAL_MS = 66_600
const LIMIT_JOBS = 6

const office = await officeOf(sizes, 4)
await claimConnector(office, sizes)
const jobs = await inTurns(
  {
    ours: (round) => erasedByVerbs(office, personOf(sizes, 2, round)),
    theirs: (round) => erasedByHand(office, personOf(sizes, 3, round)),
  },
  sizes.rounds,
  sizes.warmUp,
)
report({
  name: 'erasure-20000',
  claim: 'erasure of 20,000 child rows, all of the worker’s jobs',
  turns: jobs,
  limit: LIMIT_JOBS,
  notes: [`${(RIVAL_MS / median(jobs.ours)).toFixed(0)} times better than the ${RIVAL_MS / 1000} s to beat`],
})
await office.end()
