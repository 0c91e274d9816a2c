import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderDataMap } from '@/lib/schemas/data-map'
import { type Office, office } from './office'
import { shopMap } from './shop'

let world: Office
const countOf = (event: string) => world.db.ledgerEntry.count({ where: { event } })

beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

describe('a company system', () => {
  it('is stored only when it answers, with its secret sealed', async () => {
    const { addSystem } = await import('@/lib/workflow/add-system')
    const connection = { url: 'postgresql://nobody:secret-word@127.0.0.1:1/none?sslmode=disable' }
    const refused = await addSystem(world.dpo, { key: 'elsewhere', name: 'Elsewhere', connection })
    expect(refused).toEqual({ ok: false, reason: 'system-unreachable', detail: { failure: 'unreachable' } })
    expect(await world.db.connectedSystem.findMany({ select: { key: true } })).toEqual([{ key: 'shop' }])
    const garbled = { key: 'elsewhere', name: 'Elsewhere', connection: { url: 'sqlserver://x/y' } }
    expect(await addSystem(world.dpo, garbled)).toEqual({ ok: false, reason: 'database-kind-unknown' })
    expect(await addSystem(world.agent, garbled)).toEqual({ ok: false, reason: 'not-permitted' })
    const shop = await world.db.connectedSystem.findUniqueOrThrow({ where: { key: 'shop' } })
    const password = new URL(world.company.url).password
    expect(password.length).toBeGreaterThan(0)
    expect(JSON.stringify(shop)).not.toContain(password)
  })

  it('says which rights its user lacks', async () => {
    const { addSystem } = await import('@/lib/workflow/add-system')
    const role = `reader_${process.pid}`
    await world.shop.query(`create role ${role} login password 'only-for-tests';
      grant usage on schema shop to ${role}; grant select on all tables in schema shop to ${role};
      revoke select on shop.wish from ${role}`)
    try {
      const url = new URL(world.company.url)
      url.username = role
      url.password = 'only-for-tests'
      const added = await addSystem(world.dpo, { key: 'shop', name: 'Shop', connection: { url: url.href } })
      if (!added.ok) throw new Error(added.reason)
      expect(added.report.lacking).toContainEqual({ table: 'shop.wish', rights: ['select', 'update', 'delete'] })
      expect(added.report.lacking).toContainEqual({ table: 'shop.customer', rights: ['update', 'delete'] })
      expect(added.report.problems).toContainEqual({ code: 'no-right', dataset: 'wish', right: 'select' })
      expect(await countOf('system.changed')).toBe(1)
    } finally {
      const again = await world.connectShop()
      expect(again.report).toMatchObject({ lacking: [], problems: [] })
      const { closeSystems } = await import('@/lib/workflow/open-system')
      await closeSystems()
      await world.shop.query(`drop owned by ${role}; drop role ${role}`)
    }
  })

  it('is looked at again; away, the desk sees it', async () => {
    const { inspectSystem } = await import('@/lib/workflow/inspect-system')
    await world.shop.query('create table shop.colour (code text primary key)')
    const seen = await inspectSystem(world.dpo, { key: 'shop' })
    expect(seen).toMatchObject({ ok: true, report: { tables: 7 } })
    const away = await world.shopAway()
    expect(await inspectSystem(world.dpo, { key: 'shop' })).toMatchObject({ ok: false, reason: 'system-unreachable' })
    const state = () => world.db.connectedSystem.findUniqueOrThrow({ where: { key: 'shop' } })
    expect(await state()).toMatchObject({ state: 'unreachable' })
    await away.back()
    await inspectSystem(world.dpo, { key: 'shop' })
    expect(await state()).toMatchObject({ state: 'reachable', failure: null })
  })
})

describe('the data map', () => {
  it('is imported whole or not at all, once, and never over somebody else’s version', async () => {
    const { importMap } = await import('@/lib/workflow/import-map')
    const yaml = renderDataMap(shopMap)
    const broken = yaml.replace('category: identity', 'category: identiti').replace('to: invoice', 'to: invoize')
    const refused = await importMap(world.dpo, { yaml: broken })
    expect(refused).toMatchObject({ ok: false, reason: 'map-mistakes' })
    if (refused.ok || !('mistakes' in refused)) throw new Error('the mistakes are missing')
    expect(refused.mistakes.length).toBeGreaterThanOrEqual(2)
    for (const mistake of refused.mistakes) expect(mistake.line).toBeGreaterThan(1)
    expect(await world.db.dataMapVersion.count()).toBe(1)
    expect(await importMap(world.agent, { yaml })).toMatchObject({ ok: false, reason: 'not-permitted' })
    const changed = yaml.replace('name: Shop SAS', 'name: Shop SA')
    expect(await importMap(world.dpo, { yaml: changed, basedOn: 0 })).toMatchObject({ ok: false, reason: 'conflict' })
    expect(await importMap(world.dpo, { yaml: changed, basedOn: 1 })).toMatchObject({
      ok: true,
      version: 2,
      changed: true,
    })
    expect(await importMap(world.dpo, { yaml: changed })).toMatchObject({ ok: true, version: 2, changed: false })
    const missing = changed.replace('table: shop.wish', 'table: shop.wishes')
    const gap = { severity: 'blocks', code: 'table-missing', system: 'shop', dataset: 'wish' }
    expect(await importMap(world.dpo, { yaml: missing })).toMatchObject({
      ok: true,
      findings: expect.arrayContaining([expect.objectContaining(gap)]),
    })
    expect(await countOf('map.imported')).toBe(2)
  })
})

describe('colleagues and settings', () => {
  it('are added once, and disabled with their sessions', async () => {
    const { addUser } = await import('@/lib/workflow/add-user')
    const { disableUser } = await import('@/lib/workflow/disable-user')
    const input = { email: 'Ana@Shop.example', name: 'Ana', role: 'agent', password: 'long enough for all' }
    expect(await addUser(world.agent, input)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await addUser(world.dpo, { ...input, password: 'short' })).toMatchObject({ reason: 'password-too-short' })
    expect(await addUser(world.dpo, { ...input, role: 'king' })).toEqual({ ok: false, reason: 'unknown-role' })
    const added = await addUser(world.dpo, input)
    if (!added.ok) throw new Error(added.reason)
    expect(await addUser(world.dpo, { ...input, email: 'ana@shop.example' })).toEqual({
      ok: false,
      reason: 'address-taken',
    })
    const user = await world.db.staffUser.findUniqueOrThrow({ where: { id: added.userId } })
    expect(user.email).toBe('ana@shop.example')
    expect(user.passwordHash).toMatch(/^\$argon2id\$/)
    expect(await disableUser(world.dpo, { userId: world.dpo.userId })).toEqual({ ok: false, reason: 'not-yourself' })
    expect(await disableUser(world.dpo, { userId: added.userId })).toEqual({ ok: true })
    expect(await disableUser(world.dpo, { userId: added.userId })).toEqual({ ok: false, reason: 'not-found' })
    const disabled = await world.db.staffUser.findUniqueOrThrow({ where: { id: added.userId } })
    expect(disabled.sessionVersion).toBe(user.sessionVersion + 1)
  })

  it('a setting has its limits', async () => {
    const { changeSetting } = await import('@/lib/workflow/change-setting')
    expect(await changeSetting(world.dpo, { key: 'package-days', value: 0 })).toMatchObject({ reason: 'bad-value' })
    expect(await changeSetting(world.dpo, { key: 'package-days', value: true })).toMatchObject({ reason: 'bad-value' })
    expect(await changeSetting(world.dpo, { key: 'key-check', value: 1 })).toMatchObject({ reason: 'unknown-setting' })
    expect(await changeSetting(world.dpo, { key: 'package-days', value: 7 })).toEqual({ ok: true })
    const entry = await world.db.ledgerEntry.findFirstOrThrow({ where: { event: 'setting.changed' } })
    expect(JSON.parse(entry.body)).toEqual({ key: 'package-days', from: 30, to: 7 })
  })

  it('a request is given to somebody who may work on it', async () => {
    const { assignRequest } = await import('@/lib/workflow/assign-request')
    const { addUser } = await import('@/lib/workflow/add-user')
    const id = await world.submit('someone@example.org', ['access'])
    const colleague = (role: string) =>
      addUser(world.dpo, { email: `${role}@shop.example`, name: role, role, password: 'long enough for all' })
    const [agent, auditor] = [await colleague('agent'), await colleague('auditor')]
    if (!agent.ok || !auditor.ok) throw new Error('no colleagues')
    const { version } = await world.request(id)
    const input = { requestId: id, version, assigneeId: auditor.userId }
    expect(await assignRequest(world.agent, input)).toEqual({ ok: false, reason: 'not-assignable' })
    expect(await assignRequest(world.agent, { ...input, assigneeId: agent.userId })).toEqual({ ok: true })
    expect(await assignRequest(world.agent, { ...input, assigneeId: null })).toEqual({ ok: false, reason: 'conflict' })
    expect((await world.request(id)).assigneeId).toBe(agent.userId)
  })
})
