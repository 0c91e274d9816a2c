// An approved correction, and everything that must stop one: the same on every server.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leftToCorrect } from '@/lib/connectors/connector'
import { correction, notHeld, ofJosé, rowVersions, type ShopCorrection, shopCorrection } from './correction-case'
import { engines, type Script } from './engines'

describe.each(engines)('$name: a correction', (engine) => {
  const { kind } = engine
  let database: ShopCorrection['database']
  let shop: ShopCorrection['shop']
  let order: ShopCorrection['order']
  let before: ShopCorrection['before']
  let end: ShopCorrection['end'] | undefined

  const noted: string[] = []
  const note = async (id: string) => void noted.push(id)
  const quoted = (name: string) => (kind === 'postgresql' ? `"${name}"` : `\`${name}\``)

  beforeEach(async () => {
    ;({ database, shop, order, before, end } = await shopCorrection(engine))
  }, 300_000)

  afterEach(async () => {
    await end?.()
    end = undefined
  })

  /** Nothing is done. */
  async function expectRefusal(problem: object) {
    const now = await database.dump()
    const asked = vi.fn(async () => undefined)
    expect(await shop.correct(order, asked)).toMatchObject({ status: 'refused', ...problem })
    expect(asked).not.toHaveBeenCalled()
    expect(await database.dump()).toEqual(now)
  }

  /** Rows that are no longer there, and those that came instead. */
  async function changed() {
    const after = await database.dump()
    const missing = (from: typeof before, to: typeof before) =>
      Object.entries(from).flatMap(([table, rows]) => rows.filter((row) => !to[table]?.includes(row)))
    return { gone: missing(before, after), fresh: missing(after, before) }
  }

  it('writes exactly these fields of these rows, and no row of anybody else changes by a byte', async () => {
    const versions = kind === 'postgresql' ? await rowVersions(database, Object.keys(before)) : []
    expect(await shop.correct(order, note)).toEqual({
      status: 'applied',
      transactionId: noted.at(-1),
      rows: [
        { dataset: 'customer', deleted: 0, changed: 3 },
        { dataset: 'invoice', deleted: 0, changed: 3 },
        { dataset: 'newsletter', deleted: 0, changed: 1 },
        { dataset: 'message', deleted: 0, changed: 1 },
      ],
    })
    const { gone, fresh } = await changed()
    expect(gone).toHaveLength(5)
    expect(fresh).toHaveLength(5)
    expect(fresh.filter((row) => /(F-2010|D-2024).*France.*Joseph.*José@x\.fr/.test(row))).toHaveLength(2)
    expect(
      fresh.filter((row) => /42"?,"?joseph@y\.fr"?,"?\+33 6 12 34 56 78"?,"?Joseph"?,(null)?,/.test(row)),
    ).toHaveLength(1)
    expect(fresh.filter((row) => /joseph@y\.fr/.test(row))).toHaveLength(2)
    expect(fresh.filter((row) => row.includes('¡otra!'))).toHaveLength(1)
    if (kind !== 'postgresql') return
    const untouched = versions.filter((row) => !gone.some((one) => row.endsWith(` ${one}`)))
    expect(await rowVersions(database, Object.keys(before))).toEqual(expect.arrayContaining(untouched))
    expect(untouched).toHaveLength(versions.length - 5)
  })

  it('is seen by the re-reading, which also sees when it was not, and what was changed since', async () => {
    const early = await shop.verifyCorrection(order)
    expect(early.complete).toBe(false)
    expect(early.places[3]).toEqual({
      ...{ place: 'invoice.buyer_name.José', dataset: 'invoice', field: 'buyer_name', remaining: 2, missing: 2 },
    })
    expect(leftToCorrect(early)).toBe(8)
    await shop.correct(order, note)
    const late = await shop.verifyCorrection(order)
    expect(late.places.every(({ remaining, missing }) => remaining === 0 && missing === 0)).toBe(true)
    expect(late.complete).toBe(true)
    await database.run("update {crm}.customer set name = 'José' where id = 1")
    expect((await shop.verifyCorrection(order)).places[0]).toMatchObject({ remaining: 1, missing: 1 })
    await database.run("update {crm}.customer set name = 'joseph' where id = 1")
    expect((await shop.verifyCorrection(order)).places[0]).toMatchObject({ remaining: 0, missing: 1 })
  })

  it('is refused the second time, when the re-reading says that it is complete', async () => {
    await shop.correct(order, note)
    await expectRefusal({ problem: 'rows-changed', dataset: 'customer' })
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
  })

  it.each(['Jose', 'JOSÉ', 'josé', 'José ', ' José', 'Jose\u0301', 'José\u200b', ''])(
    '%j is not what stands there, whatever the server takes for the same',
    async (lookalike) => {
      order.corrections = [correction('customer', 'name', [lookalike, 'x'])]
      await expectRefusal({ problem: 'rows-changed', dataset: 'customer' })
    },
  )

  it('rows that differ in a byte stay, also the person’s own', async () => {
    await database.run("update {crm}.account set label = 'Mine' where tenant = 2 and no = 'A2'")
    order.corrections = [correction('account', 'label', ['mine', 'theirs'])]
    expect(await shop.correct(order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
    expect((await database.dump())['crm.account']?.join()).toMatch(/theirs.*Mine|Mine.*theirs/)
  })

  const drafted = `where ${quoted('No')} = 'D-2024'`
  const messageId = kind === 'postgresql' ? "'00000000-0000-0000-0000-000000000007'" : "unhex(lpad('7', 32, '0'))"
  const since: [string, string][] = [
    ['another value', "update {crm}.customer set name = 'Pepe' where id = 1"],
    ['another value in capitals alone', "update {crm}.customer set name = 'JOSÉ' where id = 1"],
    ['no value any more', 'update {crm}.customer set note = null where id = 1'],
    ['one row more', `insert into {crm}.message (id, customer_id, body) values (${messageId}, 1, 'answer')`],
    [
      'one row less',
      `delete from {Billing Dept}.line where invoice = 'D-2024'; delete from {Billing Dept}.${quoted('Invoice')} ${drafted}`,
    ],
    [
      'an invoice that is held now',
      `update {Billing Dept}.${quoted('Invoice')} set status = 'issued', country = 'France' ${drafted}`,
    ],
  ]
  it.each(since)('%s since the approval: refused, with nothing done', async (_, change) => {
    await database.run(change)
    await expectRefusal({ problem: 'rows-changed', dataset: expect.any(String) })
    expect((await shop.verifyCorrection(order)).complete).toBe(false)
  })

  const structures: [string, Script][] = [
    [
      'a new column',
      {
        postgresql: 'alter table {crm}.visit add column agent text',
        mariadb: 'alter table {crm}.visit add column agent text',
      },
    ],
    [
      'a new trigger',
      {
        postgresql: `create function {crm}.f() returns trigger language plpgsql as 'begin return null; end';
          create trigger keep before update on {crm}.customer for each row execute function {crm}.f()`,
        mariadb: 'create trigger {crm}.keep before update on {crm}.customer for each row set @kept = old.id',
      },
    ],
    ['a missing table', { postgresql: 'drop table {crm}.newsletter', mariadb: 'drop table {crm}.newsletter' }],
  ]
  it.each(structures)('%s: refused', async (_, change) => {
    await database.run(change[kind])
    await expectRefusal({ problem: 'schema-changed' })
  })

  it('one of many that the server refuses: none is done', async () => {
    order.corrections = [...ofJosé(), correction('customer', 'number', ['42', '43'])]
    await expectRefusal({ problem: 'constraint', dataset: 'customer' })
  })

  it('two places change values with each other, and both are seen', async () => {
    await database.run("update {crm}.account set label = 'yours' where tenant = 2 and no = 'A2'")
    const swap = [correction('account', 'label', ['mine', 'yours']), correction('account', 'label', ['yours', 'mine'])]
    order.corrections = swap
    expect(await shop.correct(order, note)).toMatchObject({ status: 'applied', rows: [{ changed: 2 }] })
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
    expect((await database.dump())['crm.account']?.filter((row) => row.includes('yours'))).toEqual([
      expect.stringContaining('A1'),
    ])
  })

  it('a row whose key is corrected is found for its other corrections too', async () => {
    const [from, to] = kind === 'postgresql' ? ['true', 'false'] : ['1', '0']
    order.corrections = [
      correction('newsletter', 'email', [' JOSÉ@X.fr ', 'joseph@y.fr']),
      correction('newsletter', 'active', [from, to]),
    ]
    expect(await shop.correct(order, note)).toMatchObject({ status: 'applied', rows: [{ changed: 2 }] })
    expect((await changed()).fresh).toEqual([expect.stringMatching(/joseph@y\.fr.*(f|0)/)])
  })

  it('rows are marked as restricted and set free again by the same order', async () => {
    const [free, restricted] = kind === 'postgresql' ? ['true', 'false'] : ['1', '0']
    const [newsletter] = order.map.datasets.filter(({ key }) => key === 'newsletter')
    if (!newsletter) throw new Error('no newsletter in the map')
    const { active: _, ...fields } = newsletter.fields
    const marked = { ...newsletter, fields, restriction: { field: 'active', restricted, free } }
    order.map = { ...order.map, datasets: order.map.datasets.map((d) => (d === newsletter ? marked : d)) }
    for (const [from, to] of [
      [free, restricted],
      [restricted, free],
    ] as const) {
      order.corrections = [correction('newsletter', 'active', [from, to])]
      expect(await shop.correct(order, note)).toMatchObject({ status: 'applied' })
      expect((await shop.verifyCorrection(order)).complete).toBe(true)
    }
    expect(await database.dump()).toEqual(before)
  })

  it('what other tables hold on to is not written', async () => {
    order.corrections = [correction('account', 'no', ['A1', 'A9'])]
    await expectRefusal({ problem: 'constraint', dataset: 'account' })
    // Rows of others would go along with it, and nobody approved that.
    const along = 'foreign key (buyer) references {crm}.newsletter (email) on update cascade'
    const type = kind === 'postgresql' ? 'citext' : 'varchar(200)'
    await database.run(`create table {stats}.click (buyer ${type}, ${along});
      insert into {stats}.click select email from {crm}.newsletter`)
    const { catalogueHash } = await shop.discover(order.map, order.person)
    order.catalogueHash = catalogueHash
    order.corrections = [correction('newsletter', 'email', [' JOSÉ@X.fr ', 'joseph@y.fr'])]
    await expectRefusal({ problem: 'constraint', dataset: 'newsletter' })
  })

  it('an order for what is held as processor is never carried out', async () => {
    const datasets = order.map.datasets.map((d) => (d.key === 'message' ? { ...d, role: 'processor' as const } : d))
    order.map = { ...order.map, datasets }
    await expect(shop.correct(order, note)).rejects.toThrow('Art. 28(3)')
    expect(await database.dump()).toEqual(before)
  })

  it.each(['1=1; --', 'ip`, `id', 'ip", "id', 'nowhere', 'customer_id'])(
    'a field called %s never reaches the server',
    async (field) => {
      order.corrections = [correction('account', field, ['1', '2'], 2)]
      await expectRefusal({ problem: 'schema-changed', dataset: 'account' })
    },
  )

  it('when the transaction’s number cannot be stored, nothing is done', async () => {
    let number = ''
    const fail = (id: string) => {
      number = id
      return Promise.reject(new Error('our database is away'))
    }
    await expect(shop.correct(order, fail)).rejects.toThrow('away')
    expect(await database.dump()).toEqual(before)
    await expect.poll(() => shop.outcomeOf(number)).toBe(kind === 'postgresql' ? 'aborted' : 'unknown')
  })

  it('leaves what a rule holds as it is, and does not miss it', async () => {
    order.corrections = [correction('invoice', 'buyer_name', ['José', 'Joseph'], 2, notHeld)]
    expect(await shop.correct(order, note)).toMatchObject({ status: 'applied' })
    const invoices = (await database.dump())['Billing Dept.Invoice'] ?? []
    expect(invoices.filter((row) => /F-202[34].*José/.test(row))).toHaveLength(2)
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
    order.corrections = [correction('invoice', 'buyer_name', ['José', 'Joseph'], 4)]
    expect((await shop.verifyCorrection(order)).places[0]).toMatchObject({ remaining: 2, missing: 2 })
  })
})
