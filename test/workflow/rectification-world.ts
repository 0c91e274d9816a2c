// The shop on PostgreSQL and a club on MariaDB that hold the same people's addresses, in columns that tell capitals,
// blanks and accents apart only where bytes are compared.
import type { DataMap } from '@/lib/domain/data-map/types'
import type { RectificationPlan } from '@/lib/domain/plan/rectification-plan'
import { mariadb } from '../connectors/engines'
import { office } from './office'
import { customer, customerRows, invoice, reference, shopMap } from './shop'

const word = (en: string, fr = en) => ({ en, fr })
const address = { category: 'address' as const, datum: 'address' }

function mapOf(memberTable: string): DataMap {
  const changed = [
    {
      ...customer,
      label: word('Accounts', 'Comptes'),
      recipients: ['Hosting Ltd'],
      restriction: { field: 'locked', restricted: 'yes', free: null },
      fields: {
        ...customer.fields,
        address: { ...address, term: 'postal-address' as const },
        phone: { category: 'contact' as const, datum: 'phone' },
        locked: reference,
      },
    },
    {
      ...invoice,
      label: word('Invoices', 'Factures'),
      fields: { ...invoice.fields, buyer_address: { ...address, term: 'postal-address' as const } },
    },
  ]
  return {
    ...shopMap,
    data: [
      { key: 'address', label: word('Address', 'Adresse'), input: 'address' },
      { key: 'phone', label: word('Phone', 'Téléphone'), input: 'phone' },
    ],
    systems: [...shopMap.systems, { key: 'club', name: 'Club', kind: 'mariadb' }],
    datasets: [
      ...shopMap.datasets.map((one) => changed.find(({ key }) => key === one.key) ?? one),
      {
        ...{ key: 'member', system: 'club', table: memberTable, label: word('Members', 'Membres') },
        ...{ controller: 'shop-fr', role: 'controller', purposes: [word('membership')], legalBasis: 'consent' },
        ...{ recipients: ['Post Ltd'], retention: word('until it is withdrawn'), erasure: 'delete' },
        identifiedBy: [{ identifier: 'email', field: 'email' }],
        fields: { id: reference, email: { category: 'contact' }, address },
      },
    ],
  }
}

export async function rectificationWorld() {
  const world = await office()
  await world.shop.query('alter table shop.customer add address text, add locked text')
  const club = await mariadb.create(
    ['club'],
    'create table {club}.member (id bigint primary key, email varchar(190) not null, address varchar(500));',
  )
  const { addSystem } = await import('@/lib/workflow/add-system')
  const { host, port, user, password, database } = club.connection
  const url = `mariadb://${user}:${password}@${host}:${port}/${database}?sslmode=disable`
  const added = await addSystem(world.dpo, { key: 'club', name: 'Club', connection: { url } })
  if (!added.ok) throw new Error(`the club was refused: ${added.reason}`)
  const document = mapOf(club.table('club', 'member'))
  await world.db.dataMapVersion.create({ data: { version: 2, document, checksum: 'corrections' } })
  let number = 800
  const item = (requestId: string) =>
    world.db.requestItem.findFirstOrThrow({ where: { requestId, right: 'rectification' } })
  const plan = (requestId: string) =>
    world.db.plan.findFirstOrThrow({ where: { item: { requestId } }, orderBy: { number: 'desc' } })
  return {
    ...{ ...world, club, map: document, item, plan },
    document: async (requestId: string) => (await plan(requestId)).document as unknown as RectificationPlan,
    /** In both systems, with two issued invoices (2010, over; 2024, held). */
    person: async (at = { shop: '1 rue A', club: '1 rue A' }) => {
      number += 1
      const email = `person${number}@example.org`
      await world.shop.query(customerRows(number, email))
      await world.shop.query('update shop.customer set address = $1 where id = $2', [at.shop, number])
      await club.run(`insert into {club}.member values (${number}, '${email}', '${at.club}')`)
      return { email, number }
    },
    /** From the form to the drawn plan. */
    asked: async (email: string, wanted: string, more: { message?: string } = {}) => {
      const corrections = [{ datum: 'address', wanted }]
      const id = await world.submit(email, ['rectification'], {}, { corrections, ...more })
      await world.drain()
      return id
    },
    decide: async (requestId: string, decision: 'accept' | 'adapt' | 'refuse', more: object = {}, number = 1) => {
      const { decideWish } = await import('@/lib/workflow/decide-wish')
      const wish = await world.db.correctionWish.findFirstOrThrow({ where: { item: { requestId }, number } })
      return decideWish(world.dpo, { wishId: wish.id, version: wish.version, decision, ...more })
    },
    sign: async (requestId: string) => {
      const { approvePlan } = await import('@/lib/workflow/approve-plan')
      const { id, version } = await item(requestId)
      return approvePlan(world.dpo, { itemId: id, version, hash: (await plan(requestId)).hash })
    },
    /** Who opened the follow page with a code. */
    subject: async (requestId: string) => {
      const { subjectActorOf, signSession } = await import('@/lib/auth/subject-session')
      const { issueLink } = await import('@/lib/workflow/issue-link')
      const link = { requestId, linkId: (await issueLink(world.db, { requestId, purpose: 'follow' })).id }
      return subjectActorOf(link, signSession(link))
    },
    places: (requestId: string) =>
      world.db.correctionPlace.findMany({
        where: { wish: { item: { requestId } }, replacedAt: null },
        orderBy: { dataset: 'asc' },
      }),
    steps: (requestId: string) =>
      world.db.step.findMany({
        where: { plan: { item: { requestId } } },
        orderBy: [{ plan: { number: 'asc' } }, { systemKey: 'asc' }],
      }),
    shopAddress: async (n: number): Promise<string | null> =>
      (await world.shop.query('select address from shop.customer where id = $1', [n])).rows[0].address,
    clubRows: async () =>
      (await club.dump())[`${club.table('club', 'member')}`] ?? Object.values(await club.dump())[0] ?? [],
    /** Byte for byte, with the transaction that wrote each row last. */
    invoices: async (n: number): Promise<string[]> =>
      (
        await world.shop.query(
          'select xmin::text || t::text as row from shop.invoice t where customer_id = $1 order by id',
          [n],
        )
      ).rows.map(({ row }) => row),
    end: async () => {
      await world.end()
      await club.drop()
    },
  }
}
export type RectificationWorld = Awaited<ReturnType<typeof rectificationWorld>>
