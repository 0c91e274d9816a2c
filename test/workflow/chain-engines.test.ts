// One person on two engines: the shop (PostgreSQL) gives the customer number, by which a MariaDB knows the rest; an older
// table there knows only the MD5 of the e-mail.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import { mariadb, type TestDatabase } from '../connectors/engines'
import { approvedErasure, type Office, office } from './office'
import { customer, customerRows, reference, shopMap } from './shop'

let world: Office
let tracking: TestDatabase

const word = (en: string) => ({ en, fr: en })
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const email = (n: number) => `person${n}@example.org`

const visits = (n: number) => `
  insert into {tracking}.visit (customer_no, page) values ('C-${n}', 'a'), ('c-${n}', 'b'), ('C-${n}0', 'another');
  insert into {tracking}.opened (id, who) values (${n}, '${md5(email(n)).toUpperCase()}'), (${n}0, '${md5(email(n * 10))}');`

function mapOf({ table }: TestDatabase): DataMap {
  const about: Omit<MapDataset, 'key' | 'table' | 'fields'> = {
    ...{
      system: 'tracking',
      label: word('data'),
      controller: 'shop-fr',
      role: 'controller',
      purposes: [word('visits')],
    },
    ...{ legalBasis: 'consent', recipients: [], retention: word('six months'), erasure: 'delete' },
  }
  return {
    ...shopMap,
    systems: [...shopMap.systems, { key: 'tracking', name: 'Tracking', kind: 'mariadb' }],
    datasets: [
      ...shopMap.datasets.map((dataset) =>
        dataset.key === 'customer'
          ? {
              ...customer,
              identifiedBy: [
                { identifier: 'email', field: 'email' },
                { identifier: 'customer-number', field: 'number', infers: 'follow' as const },
              ],
            }
          : dataset,
      ),
      {
        ...about,
        ...{ key: 'visit', table: table('tracking', 'visit') },
        identifiedBy: [{ identifier: 'customer-number', field: 'customer_no' }],
        fields: { id: reference, customer_no: reference, page: { category: 'behaviour' } },
      },
      {
        ...about,
        ...{ key: 'opened', table: table('tracking', 'opened') },
        identifiedBy: [{ identifier: 'email', field: 'who', form: 'md5' }],
        fields: { id: reference, who: reference },
      },
    ],
  }
}

beforeAll(async () => {
  world = await office()
  tracking = await mariadb.create(
    ['tracking'],
    `create table {tracking}.visit (id bigint auto_increment primary key, customer_no varchar(20) not null, page text);
     create table {tracking}.opened (id bigint primary key, who char(32) not null);`,
  )
  const { addSystem } = await import('@/lib/workflow/add-system')
  const { host, port, database, user, password } = tracking.connection
  const connection = { kind: 'mariadb' as const, host, port, database, user, password, tls: 'disable' as const }
  const added = await addSystem(world.dpo, { key: 'tracking', name: 'Tracking', connection })
  if (!added.ok) throw new Error(added.reason)
  await world.db.dataMapVersion.create({ data: { version: 2, document: mapOf(tracking) as object, checksum: 'two' } })
}, 300_000)
afterAll(async () => {
  await world?.end()
  await tracking?.drop()
})

it('a number from one engine finds rows in the other, a digest finds them too, and both are erased', async () => {
  for (const n of [1, 2]) {
    await world.shop.query(customerRows(n, email(n)))
    await tracking.run(visits(n))
  }
  const id = await world.submit(email(1), ['erasure'])
  expect(await world.drain()).toEqual([])
  const found = await world.db.systemFinding.findFirstOrThrow({ where: { requestId: id, systemKey: 'tracking' } })
  expect(found.document).toMatchObject({
    status: 'searched',
    problems: [],
    datasets: [
      { dataset: 'visit', count: 2 },
      { dataset: 'opened', count: 1 },
    ],
  })
  await approvedErasure(world, id, false)
  expect(await world.drain()).toEqual([])
  expect(await world.items(id)).toMatchObject([{ status: 'done' }])
  const left = Object.values(await tracking.dump())
    .flat()
    .join()
  expect(left).not.toMatch(/"[Cc]-1"/)
  expect(left).not.toContain(md5(email(1)).toUpperCase())
  for (const other of ['"C-10"', '"C-2"', '"c-2"', md5(email(2)).toUpperCase(), md5(email(10))])
    expect(left).toContain(other)
})
