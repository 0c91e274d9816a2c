// An address that stands in two systems on two engines, and on invoices that nobody may change.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterText } from './office'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

const memberOf = async (n: number) => (await world.clubRows()).find((row) => row.includes(`person${n}@`)) ?? ''

describe('an address in PostgreSQL and MariaDB', () => {
  it('is corrected in both, while issued invoices stay byte for byte what they were', async () => {
    const { email, number } = await world.person()
    const other = await world.person()
    const before = { own: await world.invoices(number), other: await world.invoices(other.number) }
    const id = await world.asked(email, '2 place de l’Été')
    expect(await world.item(id)).toMatchObject({ status: 'planned' })
    expect(await world.document(id)).toMatchObject({ blocks: [{ code: 'wish-undecided', count: 1 }] })
    expect(await world.sign(id)).toMatchObject({ ok: false, reason: 'plan-blocked' })
    expect(await world.places(id)).toMatchObject([
      { dataset: 'customer', rows: 1 },
      { dataset: 'invoice', rows: 2 },
      { dataset: 'member', systemKey: 'club', rows: 1 },
    ])
    expect(await world.decide(id, 'accept')).toEqual({ ok: true })
    const document = await world.document(id)
    expect(document.blocks).toEqual([])
    expect(document.kept).toMatchObject([{ dataset: 'invoice', rows: 1, offer: 'corrective-document' }])
    // The duty of 2010 is over: that invoice is a record like any other, and the term stands on it alone.
    expect(document.totals).toEqual({ rows: 3, kept: 1 })
    expect(await world.sign(id)).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await world.shopAddress(number)).toBe('2 place de l’Été')
    expect(await memberOf(number)).toContain('2 place de l’Été')
    const after = await world.invoices(number)
    expect(after[1]).toBe(before.own[1])
    expect(await world.invoices(other.number)).toEqual(before.other)
    expect(await world.shopAddress(other.number)).toBe('1 rue A')
    // The colleague's corrective invoice is waited for.
    expect(await world.item(id)).toMatchObject({ status: 'approved' })
    const task = await world.db.manualTask.findFirstOrThrow({ where: { item: { requestId: id } } })
    expect(task).toMatchObject({ kind: 'corrective-document', status: 'open' })
    const { completeTask } = await import('@/lib/workflow/complete-task')
    const done = { taskId: task.id, version: task.version, note: 'F-2026-9 corrects it.', result: 'done' as const }
    expect(await completeTask(world.agent, done)).toEqual({ ok: true })
    await world.drain()
    expect(await world.item(id)).toMatchObject({ status: 'done', outcome: 'partly-corrected' })
    const letter = await letterText(id, 'answer-rectification')
    for (const said of [
      'Address (Accounts), 1 record',
      'Address (Members), 1 record',
      'F-2026-9 corrects it.',
      'Hosting Ltd',
    ])
      expect(letter).toContain(said)
    expect(letter).toMatch(/Address \(Invoices\), 1 record: .*L123-22/)
    expect(letter).not.toContain('Été')
    const { issueCertificate } = await import('@/lib/workflow/issue-certificate')
    const issued = await issueCertificate(world.dpo, { requestId: id, format: 'json' })
    const certified = JSON.parse(issued.ok ? issued.bytes.toString() : '{}').items[0]
    expect(certified.corrected.map(({ where }: { where: { en: string } }) => where.en)).toEqual([
      ...['Members', 'Accounts', 'Invoices'],
    ])
    expect(certified).toMatchObject({
      ...{ erased: [], unchanged: [{ rows: 1 }], recipients: ['Hosting Ltd', 'Post Ltd'] },
      verified: [{ remaining: 0 }, { remaining: 0 }],
    })
    const events = await world.events(id)
    expect(events.filter((event) => event === 'step.corrected')).toHaveLength(2)
    const said = await world.db.ledgerEntry.findMany({ where: { requestId: id } })
    expect(said.map(({ body }) => body).join()).not.toMatch(/rue A|Été/)
    const [first] = said.filter(({ event }) => event === 'step.corrected')
    expect(JSON.parse(first?.body ?? '{}').places[0]).toMatchObject({
      before: expect.any(String),
      after: expect.any(String),
    })
  })

  it('changed since it was signed: refused, nothing written there, and back to the search', async () => {
    const { email, number } = await world.person()
    const id = await world.asked(email, '3 rue C')
    await world.decide(id, 'accept')
    expect(await world.sign(id)).toEqual({ ok: true })
    await world.shop.query("update shop.customer set address = '1 RUE A' where id = $1", [number])
    await world.drain()
    expect(await world.steps(id)).toMatchObject([
      { systemKey: 'club', status: 'verified' },
      { systemKey: 'shop', status: 'refused', problem: 'rows-changed' },
    ])
    expect(await world.shopAddress(number)).toBe('1 RUE A')
    expect(await world.item(id)).toMatchObject({ status: 'planned' })
    // The wish stands as it was decided; its new value is seen, and signed again.
    expect((await world.document(id)).asWished).toEqual([{ dataset: 'member', field: 'address', rows: 1 }])
    expect(await world.sign(id)).toEqual({ ok: true })
    await world.drain()
    expect(await world.shopAddress(number)).toBe('3 rue C')
    expect(await world.db.manualTask.count({ where: { item: { requestId: id } } })).toBe(1)
  })

  it('is signed once: the second of two signatures meets a conflict', async () => {
    const { email } = await world.person()
    const id = await world.asked(email, '4 rue D')
    await world.decide(id, 'accept')
    const [one, two] = await Promise.all([world.sign(id), world.sign(id)])
    const reasons = [one, two].map((signed) => (signed.ok ? 'ok' : signed.reason)).sort()
    expect(['conflict', 'wrong-status']).toContain(reasons[0])
    expect(reasons[1]).toBe('ok')
    await world.drain()
    expect(await world.steps(id)).toHaveLength(2)
  })
})

describe('wishes', () => {
  it.each([
    '<script>alert(document.cookie)</script>',
    '=HYPERLINK("http://evil.example","x")',
    "1'; DROP TABLE shop.customer; -- `\\",
    'רחוב ה 5 👩‍🚀 e\u0301',
    'x'.repeat(500),
  ])('hostile value %j is stored exactly, in both systems', async (wanted) => {
    const { email, number } = await world.person()
    const id = await world.asked(email, wanted)
    await world.decide(id, 'accept')
    expect(await world.sign(id)).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await world.shopAddress(number)).toBe(wanted.normalize('NFC'))
    expect(await world.steps(id)).toMatchObject([{ status: 'verified' }, { status: 'verified' }])
  })

  it('more of them come on the follow page: planned anew, the newest word counts, refused ones are told with the reason', async () => {
    const { email, number } = await world.person()
    const id = await world.asked(email, '7 rue G', { message: 'My name is misspelt on the door plate.' })
    const subject = await world.subject(id)
    const { addWish } = await import('@/lib/workflow/add-wish')
    const { readWishes } = await import('@/lib/workflow/read-wishes')
    const phone = { datum: 'phone', wanted: 'no number' }
    expect(await addWish(subject, { requestId: id, wish: phone })).toMatchObject({
      reason: 'corrections-unfit',
      detail: { phone: 'datum-not-phone' },
    })
    expect(await addWish(subject, { requestId: id, wish: { datum: 'address', wanted: '8 rue H' } })).toEqual({
      ok: true,
    })
    expect(await addWish(subject, { requestId: id, wish: { ...phone, wanted: '01 44 55 66 77' } })).toEqual({
      ok: true,
    })
    await world.drain()
    const { id: itemId } = await world.item(id)
    const read = await readWishes(world.agent, { itemId })
    if (!read.ok) throw new Error(read.reason)
    expect(read.wishes.map(({ wanted, words }) => wanted ?? words)).toEqual([
      ...['7 rue G', 'My name is misspelt on the door plate.', '8 rue H', '+33144556677'],
    ])
    expect(read.wishes[2]?.places.map(({ value }) => value)).toEqual(['1 rue A', '1 rue A', '1 rue A'])
    expect(await world.events(id)).toContain('personal-data.read')
    expect(await world.decide(id, 'accept', {}, 1)).toMatchObject({ reason: 'wrong-status' })
    const member = (await world.places(id)).find(({ dataset }) => dataset === 'member')
    const left = { left: [member?.id ?? ''] }
    expect(await world.decide(id, 'adapt', { ...left, value: '8 bis rue H' }, 3)).toMatchObject({
      reason: 'reason-missing',
    })
    const reason = 'The club posts to the old one on purpose.'
    expect(await world.decide(id, 'adapt', { ...left, value: '8 bis rue H', reason }, 3)).toEqual({ ok: true })
    expect(await world.decide(id, 'refuse', { reason: 'The passport says otherwise.' }, 4)).toEqual({ ok: true })
    expect(await world.sign(id)).toEqual({ ok: true })
    await world.drain()
    expect(await world.shopAddress(number)).toBe('8 bis rue H')
    expect(await memberOf(number)).toContain('1 rue A')
    const { completeTask } = await import('@/lib/workflow/complete-task')
    const tasks = await world.db.manualTask.findMany({ where: { itemId }, orderBy: { kind: 'asc' } })
    expect(tasks.map(({ kind }) => kind)).toEqual(['corrective-document', 'rectify'])
    for (const { id: taskId, version, kind } of tasks)
      expect(await completeTask(world.agent, { taskId, version, note: `Done: ${kind}.`, result: 'done' })).toEqual({
        ok: true,
      })
    await world.drain()
    expect(await world.item(id)).toMatchObject({ status: 'done', outcome: 'partly-corrected' })
    const letter = await letterText(id, 'answer-rectification')
    for (const said of [
      'Done: rectify.',
      `Address (Members), 1 record: ${reason}`,
      'Phone: The passport says otherwise.',
    ])
      expect(letter).toContain(said)
  })

  it('all refused: the letter says why, and where to complain', async () => {
    const { email } = await world.person()
    const id = await world.asked(email, '9 rue I')
    await world.decide(id, 'refuse', { reason: 'Nobody lives there.' })
    expect(await world.sign(id)).toEqual({ ok: true })
    await world.drain()
    expect(await world.item(id)).toMatchObject({ status: 'refused', outcome: 'refused' })
    const letter = await letterText(id, 'answer-rectification')
    for (const said of ['Address: Nobody lives there.', 'Article 77', 'Article 79']) expect(letter).toContain(said)
  })

  it('of a form with an unknown or unfit datum are refused by their key', async () => {
    const { submitRequest } = await import('@/lib/workflow/submit-request')
    const { publicActorOf } = await import('@/lib/auth/mint-public')
    const corrections = [
      { datum: 'score', wanted: '100' },
      { datum: 'phone', wanted: 'none' },
    ]
    const email = { address: 'new@example.org', normalised: 'new@example.org' }
    const form = {
      rights: ['rectification' as const],
      name: 'New',
      email,
      identifiers: [],
      message: '',
      locale: 'en' as const,
    }
    expect(await submitRequest(publicActorOf(null), { ...form, corrections })).toEqual({
      ...{ ok: false, reason: 'corrections-unfit' },
      detail: { score: 'datum-unknown', phone: 'datum-not-phone' },
    })
  })
})
