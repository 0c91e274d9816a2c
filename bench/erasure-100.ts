// The erasure of a usual person, with a hundred child rows: hardly any work, so what is measured is what the checks cost.
import { claimConnector, officeOf } from './support/erasures'

const sizes = { name: 'erasure-100', visits: 100, rounds: 15, warmUp: 3, limit: 6 }

const office = await officeOf(sizes, 2)
await claimConnector(office, sizes)
await office.end()
