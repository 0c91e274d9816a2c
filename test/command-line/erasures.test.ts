// `habeas erasures`: what comes due, and the replay after a restore with its exit codes.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { moveClock } from '@/lib/platform/clock'
import { approvedErasure, type Office, office } from '../workflow/office'
import { AFTER_ITS_END, customerRows } from '../workflow/shop'
import { type Backup, backup, restore } from '../workflow/shop-backup'
import { habeas } from './terminal'

const dpo = { HABEAS_USER: 'dpo@shop.example', HABEAS_PASSWORD: 'the dpo signs at the end' }
const agent = { HABEAS_USER: 'agent@shop.example', HABEAS_PASSWORD: 'the agent prepares it' }

let world: Office
let saved: Backup

beforeAll(async () => {
  world = await office()
  const add = { HABEAS_NEW_PASSWORD: dpo.HABEAS_PASSWORD }
  expect(
    await habeas(['user', 'add', dpo.HABEAS_USER, '--name', 'Dpo', '--role', 'dpo', '--first'], add),
  ).toMatchObject({
    code: 0,
  })
  const first = { ...agent, HABEAS_PASSWORD: 'the first one, told by phone' }
  await habeas(['user', 'add', agent.HABEAS_USER, '--name', 'Agent', '--role', 'agent'], {
    ...dpo,
    HABEAS_NEW_PASSWORD: first.HABEAS_PASSWORD,
  })
  await habeas(['user', 'password'], { ...first, HABEAS_NEW_PASSWORD: agent.HABEAS_PASSWORD })
  await world.shop.query(customerRows(1, 'ana@example.org'))
  saved = await backup(world.shop)
  const id = await world.submit('ana@example.org', ['erasure'])
  await approvedErasure(world, id)
  expect(await world.drain()).toEqual([])
})
afterAll(() => world.end())
afterEach(() => moveClock(null))

test('due: nothing within a month, the year’s end within ten years, overdue afterwards', async () => {
  expect(await habeas(['erasures', 'due'], dpo)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Nothing ends until/),
  })
  const told = await habeas(['erasures', 'due', '--days', '3650', '--json'], dpo)
  expect(told.json().due).toHaveLength(3)
  moveClock(AFTER_ITS_END)
  const later = await habeas(['erasures', 'due'], dpo)
  expect(later.out.split('\n')).toHaveLength(3)
  expect(later.out).toMatch(/^overdue 2034-12-31 {2}HB-\d{4}-\d+ {2}shop\/customer/)
  expect(await habeas(['erasures', 'due', '--days', 'soon'], dpo)).toMatchObject({ code: 2 })
})

test('replay: what needs the officer ends with 1, a dated backup with 0, a second run finds nothing', async () => {
  await restore(world.shop, saved)
  expect(await habeas(['erasures', 'replay'], dpo)).toMatchObject({ code: 2 })
  expect(await habeas(['erasures', 'replay', '--system', 'shop', '--backup-of', 'monday'], dpo)).toMatchObject({
    code: 2,
  })
  expect(await habeas(['erasures', 'replay', '--system', 'nowhere'], dpo)).toMatchObject({ code: 1 })
  const refused = await habeas(['erasures', 'replay', '--system', 'shop', '--json'], agent)
  expect([refused.code, refused.json().reason]).toEqual([1, 'not-permitted'])
  const undated = await habeas(['erasures', 'replay', '--system', 'shop', '--json'], dpo)
  expect(undated.code).toBe(1)
  expect(undated.json()).toMatchObject({ remembered: 1, waiting: [{ waitsFor: 'natural-key' }], erasedAgain: 0 })
  const dated = await habeas(['erasures', 'replay', '--system', 'shop', '--backup-of', '2026-01-01T00:00Z'], dpo)
  expect(dated).toMatchObject({ code: 0, err: '' })
  expect(dated.out).toContain('1 were carried out again and read again')
  expect((await world.shop.query('select count(*)::int as n from shop.wish')).rows).toEqual([{ n: 0 }])
  const again = await habeas(['erasures', 'replay', '--system', 'shop', '--json'], dpo)
  expect(again.code).toBe(0)
  expect(again.json()).toMatchObject({ remembered: 1, standing: 1, erasedAgain: 0, waiting: [], failed: [] })
})

test('a system that is away: nothing is said to be done, and the code says so', async () => {
  await restore(world.shop, saved)
  const away = await world.shopAway()
  const told = await habeas(
    ['erasures', 'replay', '--system', 'shop', '--backup-of', '2026-01-01T00:00Z', '--json'],
    dpo,
  )
  await away.back()
  expect(told.code).toBe(3)
  expect(told.json()).toMatchObject({ erasedAgain: 0, failed: [{ failure: 'unreachable' }] })
  const later = await habeas(['erasures', 'replay', '--system', 'shop', '--backup-of', '2026-01-01T00:00Z'], dpo)
  expect(later.code).toBe(0)
})
