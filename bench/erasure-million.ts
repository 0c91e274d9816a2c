// A million child rows: at that size only the rows count, so the limit is close to hand-written SQL. The rows stay with the
// company's server: the process that erases them grows no more than with a hundred.
import { claimConnector, officeOf } from './support/erasures'
import { highestMemory } from './support/memory'

const sizes = { name: 'erasure-million', visits: 1_000_000, rounds: 3, warmUp: 0, limit: 1.5 }
const MOST_MEGABYTES = 256

const office = await officeOf(sizes, 2)
const memory = highestMemory()
await claimConnector(office, sizes, () => {
  const { highest, growth } = memory.stop()
  if (highest > MOST_MEGABYTES) process.exitCode = 1
  const verdict = highest > MOST_MEGABYTES ? 'MISSED' : 'ok'
  return [
    `memory of the process at its highest ${highest} MB (limit ${MOST_MEGABYTES}) ${verdict}, grown by ${growth} MB`,
  ]
})
await office.end()
