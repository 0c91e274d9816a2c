// The copy of a person with a million child rows: they pass through the process, which grows no more than with a hundred.
// One round, ours first: what is written by hand holds all rows in memory, and would be counted as ours afterwards.
import { claimAccess } from './support/access'

await claimAccess({ name: 'access-million', visits: 1_000_000, rounds: 1, warmUp: 0, limit: 1.5, mostMemory: 256 })
