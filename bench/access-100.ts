// The copy of a usual person, with a hundred child rows: hardly any rows, so what is measured is what the procedure costs.
import { claimAccess } from './support/access'

await claimAccess({ name: 'access-100', visits: 100, rounds: 15, warmUp: 4, limit: 12 })
