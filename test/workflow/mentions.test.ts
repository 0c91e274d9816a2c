// Other people's texts that name the person: counted, never touched, read on record, and looked at before the end.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure, letterText, type Office, office } from './office'
import { customerRows, shopMap } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
  for (const n of [1, 2, 3]) await world.shop.query(customerRows(n, `person${n}@example.org`))
  await world.shop.query(`update shop.wish set note = 'for her sister PERSON1@example.org' where id in (21, 22);
    update shop.wish set note = 'person1@example.org is me' where id = 11;
    update shop.wish set note = 'ask person9@example.org' where id = 31;
    insert into shop.wish select 1000 + n, 3, 'x' from generate_series(1, 12000) n;
    analyze shop.wish`)
})
afterAll(() => world.end())

const notes = async () => (await world.shop.query('select id, note from shop.wish where id < 1000 order by id')).rows
const taskOf = (requestId: string) =>
  world.db.manualTask.findFirstOrThrow({ where: { kind: 'mentions', item: { requestId } } })
const read = async (actor: Office['dpo'], requestId: string) => {
  const { readMentions } = await import('@/lib/workflow/read-mentions')
  return readMentions(actor, { requestId, system: 'shop', dataset: 'wish', field: 'note' })
}
const answer = async (actor: Office['dpo'], requestId: string, result: 'done' | 'nothing', note: string) => {
  const { completeTask } = await import('@/lib/workflow/complete-task')
  const { id, version } = await taskOf(requestId)
  return completeTask(actor, { taskId: id, version, result, note })
}

it('an erasure leaves others’ texts alone and waits until the officer looked', async () => {
  const id = await world.submit('person1@example.org', ['erasure'])
  expect(await world.drain()).toEqual([])
  const finding = await world.db.systemFinding.findFirstOrThrow({ where: { requestId: id } })
  expect(finding.document).toMatchObject({ mentions: [{ dataset: 'wish', field: 'note', count: 2 }] })
  expect(JSON.stringify(finding.document).toLowerCase()).not.toContain('person1@')
  const plan = await world.db.plan.findFirstOrThrow({ where: { item: { requestId: id } } })
  const problem = { code: 'mentioned', dataset: 'wish', column: 'note', rows: 2 }
  expect(plan.document).toMatchObject({
    blocks: [],
    warnings: expect.arrayContaining([{ code: 'system', system: 'shop', problem }]),
  })

  expect(await read(world.auditor, id)).toMatchObject({ ok: false, reason: 'not-permitted' })
  expect(await read(world.dpo, id)).toEqual({
    ok: true,
    fields: ['id', 'note'],
    rows: [21, 22].map((row) => ({ id: String(row), note: 'for her sister PERSON1@example.org' })),
    more: false,
  })
  const entry = await world.db.ledgerEntry.findFirstOrThrow({ where: { requestId: id, event: 'personal-data.read' } })
  expect(JSON.parse(entry.body)).toMatchObject({ system: 'shop', dataset: 'wish', purpose: 'mentions' })

  const others = (await notes()).filter(({ id: row }) => Number(row) > 20)
  await approvedErasure(world, id, false)
  expect(await world.drain()).toEqual([])
  expect(await notes()).toEqual(others)
  expect(await world.items(id)).toMatchObject([{ status: 'approved' }])
  expect(await answer(world.agent, id, 'nothing', 'hers')).toMatchObject({ ok: false, reason: 'not-permitted' })
  expect(await answer(world.dpo, id, 'nothing', ' ')).toMatchObject({ ok: false, reason: 'note-missing' })
  expect(await answer(world.dpo, id, 'nothing', 'Somebody else wrote them about herself.')).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  expect(await notes()).toEqual(others)
  const letter = await letterText(id, 'answer-erasure')
  expect(letter).toContain('left them as they are')
  expect(letter).toContain('Somebody else wrote them about herself.')
  expect(await world.events(id)).toEqual(expect.arrayContaining(['task.opened', 'task.done']))
})

it('who has no record but stands in somebody’s text is not told that nothing was found', async () => {
  const id = await world.submit('person9@example.org', ['erasure'])
  expect(await world.drain()).toEqual([])
  const { decideIdentity } = await import('@/lib/workflow/decide-identity')
  const { version } = await world.request(id)
  const decided = await decideIdentity(world.dpo, {
    ...{ requestId: id, version, decision: 'accept', method: 'call-back', reason: 'called' },
    ...{ identifiers: [{ kind: 'email', value: 'person9@example.org' }], onePerson: false },
  })
  expect(decided).toEqual({ ok: true })
  await approvedErasure(world, id)
  expect(await world.drain()).toEqual([])
  expect(await world.items(id)).toMatchObject([{ status: 'approved' }])
  await world.shop.query(`update shop.wish set note = 'ask' where id = 31`)
  expect(await answer(world.dpo, id, 'done', 'Taken out of one note.')).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'nothing-found' }])
  const letter = await letterText(id, 'nothing-found')
  expect(letter).toContain('Taken out of one note.')
  expect(letter).not.toContain('controller of no data')
})

it('texts of a table that is too large are not read unasked: the plan says so', async () => {
  const { changeSetting } = await import('@/lib/workflow/change-setting')
  expect(await changeSetting(world.dpo, { key: 'unindexed-rows', value: 10_000 })).toEqual({ ok: true })
  const id = await world.submit('person2@example.org', ['access'])
  expect(await world.drain()).toEqual([])
  const plan = await world.db.plan.findFirstOrThrow({ where: { item: { requestId: id } } })
  const problem = expect.objectContaining({ code: 'mentions-unsearched', dataset: 'wish' })
  expect(plan.document).toMatchObject({
    blocks: [],
    warnings: expect.arrayContaining([expect.objectContaining({ problem })]),
  })
  expect(await world.db.manualTask.count({ where: { kind: 'mentions', item: { requestId: id } } })).toBe(0)
})

it('texts that take too long to read are given up, and the rest of the finding stands', async () => {
  const { connect } = await import('@/lib/connectors/connect')
  const { parsePostgresUrl } = await import('@/lib/connectors/connection')
  const { withMentions } = await import('@/lib/workflow/search-mentions')
  const { systemShare } = await import('@/lib/workflow/system-share')
  const parsed = parsePostgresUrl(world.company.url)
  if (!parsed.ok) throw new Error('the test database has no address')
  const share = systemShare(shopMap, 'shop')
  const patient = connect('postgresql', parsed.connection)
  const hasty = connect('postgresql', parsed.connection, { statementTimeoutMs: 1 })
  const person = { identifiers: [{ kind: 'email', value: 'person1@example.org' }], anchors: [] }
  const [catalogue, finding] = [await patient.inspect(), await patient.discover(share, person)]
  const looked = await withMentions(hasty, { share, catalogue, person, finding }, null)
  const rows = catalogue.tables.find(({ name }) => name === 'shop.wish')?.rowEstimate
  const given = { code: 'mentions-unsearched', dataset: 'wish', rows }
  expect(looked).toEqual({ ...finding, mentions: [], warnings: [...finding.warnings, given] })
  await Promise.all([patient.close(), hasty.close()])
})

it('texts that the system refuses to show hide no others', async () => {
  const { openSystem } = await import('@/lib/workflow/open-system')
  const { withMentions } = await import('@/lib/workflow/search-mentions')
  const { systemShare } = await import('@/lib/workflow/system-share')
  await world.shop.query(`create view shop.broken as select id, (1 / (id - id))::text as note from shop.wish;
    update shop.wish set note = 'for person1@example.org' where id = 31`)
  const share = systemShare(shopMap, 'shop')
  const wish = share.datasets.filter(({ key }) => key === 'wish')
  const broken = wish.map(({ links: _links, ...one }) => ({ ...one, key: 'broken', table: 'shop.broken' }))
  const both = { ...share, datasets: [...share.datasets, ...broken] }
  const person = { identifiers: [{ kind: 'email', value: 'person1@example.org' }], anchors: [] }
  const connector = await openSystem('shop')
  const [catalogue, finding] = [await connector.inspect(), await connector.discover(share, person)]
  const looked = await withMentions(connector, { share: both, catalogue, person, finding }, null)
  const mentions = [{ dataset: 'wish', field: 'note', count: 3 }]
  const said = { code: 'mentioned', dataset: 'wish', column: 'note', rows: 3 }
  const unread = expect.objectContaining({ code: 'mentions-unsearched', dataset: 'broken' })
  expect(looked).toEqual({ ...finding, mentions, warnings: [...finding.warnings, said, unread] })
})
