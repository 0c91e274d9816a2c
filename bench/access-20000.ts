// The copy of a person with 20,000 child rows.
import { claimAccess } from './support/access'

await claimAccess({ name: 'access-20000', visits: 20_000, rounds: 5, warmUp: 2, limit: 3, rivalMs: 2500 })
