// Rows that an erasure must name one by one, with more keys than a server takes in one statement (MariaDB: 16 MB).
import { expect, it } from 'vitest'
import { shopOrder } from '@/lib/connectors/postgresql/fixture-order'
import { engines, type Script } from './engines'
import { shopErasure } from './shop-erasure'

const rows = 110_000
const patient = { lockTimeoutMs: 5_000, erasureTimeoutMs: 120_000, commitReplyMs: 30_000 }

/** Invoices of 2009, each under a number of 170 characters. */
const insert: Script = {
  postgresql: `insert into {Billing Dept}."Invoice" ("No", customer_id, country, status, issued_on, buyer_name, email)
    select rpad('L-' || n, 170, '-'), 1, 'France', 'issued', '2009-05-01', 'José', '' from generate_series(1, ${rows}) n`,
  mariadb: `alter table {Billing Dept}.line drop foreign key line_ibfk_1;
    alter table {Billing Dept}.\`Invoice\` modify \`No\` varchar(180) not null;
    alter table {Billing Dept}.line modify invoice varchar(180) not null,
      add foreign key (invoice) references {Billing Dept}.\`Invoice\` (\`No\`);
    insert into {Billing Dept}.\`Invoice\` (\`No\`, customer_id, country, status, issued_on, buyer_name, email)
    select rpad(concat('L-', seq), 170, '-'), 1, 'France', 'issued', '2009-05-01', 'José', '' from seq_1_to_${rows}`,
}

it.each(engines)('$name: all of them go, in one transaction', { timeout: 300_000 }, async (engine) => {
  const { database, shop, map, person, end } = await shopErasure(engine, patient)
  try {
    await database.run(insert[engine.kind])
    const order = await shopOrder(shop, map, person)
    const released = order.groups.find(({ dataset, fate }) => dataset === 'invoice' && fate === 'delete')
    expect(released?.rows).toBeGreaterThanOrEqual(rows)
    let commits = 0
    const result = await shop.erase(order, async () => {
      commits += 1
    })
    expect(result).toMatchObject({ status: 'applied' })
    expect(commits).toBe(1)
    expect(await shop.verify(order)).toMatchObject({ complete: true })
  } finally {
    await end()
  }
})
