// A usual person in tables of ten million rows: the visits, found by a link, and the newsletter, found by the address. Both
// have the indexes that the system's check asks for, so size must not be felt. Logged tables. BENCH_ROWS makes them smaller.
import type pg from 'pg'
import { addCustomers, settle } from './support/company'
import { claimConnector, personOf, signedErasure } from './support/erasures'
import { median, timed } from './support/measure'
import { openOffice } from './support/office'

const ROWS = Number(process.env.BENCH_ROWS ?? 10_000_000)
const sizes = { name: 'erasure-ten-million', visits: 100, rounds: 9, warmUp: 2, limit: 6 }
const OTHERS = 500

async function fill(shop: pg.Client): Promise<void> {
  await addCustomers(shop, [1, OTHERS], ROWS / OTHERS)
  await shop.query(
    `insert into shop.newsletter select 'reader' || n || '@example.org', date '2020-01-01' from generate_series(1, $1::int) n`,
    [ROWS],
  )
  await shop.query('create index on shop.newsletter ((lower(btrim(normalize(email, NFC))) collate "C"))')
  const people = 3 * (sizes.rounds + sizes.warmUp)
  await addCustomers(shop, [personOf(sizes, 0, 0), personOf(sizes, 0, 0) + people - 1], sizes.visits)
  await settle(shop)
}

const office = await openOffice()
await fill(office.shop)
// From the confirmed mailbox to the signed plan, with the search in between.
const signed: number[] = []
for (let round = 0; round < sizes.rounds + sizes.warmUp; round += 1) {
  const took = await timed(() => signedErasure(office, personOf(sizes, 2, round)))
  if (round >= sizes.warmUp) signed.push(took)
}
await claimConnector(office, sizes, () => [
  `two tables of ${ROWS.toLocaleString('en')} rows; search, plan and both signatures ${median(signed).toFixed(1)} ms`,
])
await office.end()
