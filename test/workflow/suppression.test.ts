// Whoever was erased is not imported again: the list fills itself, programs and people ask it, and it tells no address.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { POST } from '@/app/api/suppression/check/route'
import { habeas } from '../command-line/terminal'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
let folder: string
const dpo = { HABEAS_USER: 'officer@shop.example', HABEAS_PASSWORD: 'the officer signs at the end' }

beforeAll(async () => {
  world = await office()
  folder = mkdtempSync(path.join(os.tmpdir(), 'habeas-lists-'))
  const { addUser } = await import('@/lib/workflow/add-user')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  const { INSTALLATION } = await import('@/lib/domain/actor')
  const installer = mintStaff({ id: INSTALLATION, name: 'installation', role: 'administrator' })
  const user = { email: dpo.HABEAS_USER, name: 'Officer', role: 'dpo', password: dpo.HABEAS_PASSWORD }
  expect(await addUser(installer, user)).toMatchObject({ ok: true })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world?.end()
})
afterEach(async () => (await import('@/lib/platform/clock')).moveClock(null))

let number = 800
async function erased(): Promise<{ requestId: string; email: string }> {
  number += 1
  const email = `gone${number}@shop.example`
  await world.shop.query(customerRows(number, email))
  const requestId = await world.submit(email, ['erasure'])
  await approvedErasure(world, requestId)
  await world.drain()
  return { requestId, email }
}

const check = async (values: string[]) => {
  const { checkSuppression } = await import('@/lib/workflow/check-suppression')
  return checkSuppression(world.agent, { values })
}

async function token(): Promise<{ tokenId: string; token: string }> {
  const { addMachineToken } = await import('@/lib/workflow/add-machine-token')
  const made = await addMachineToken(world.dpo, { name: 'newsletter', scope: 'suppression' })
  if (!made.ok) throw new Error(made.reason)
  return made
}
const ask = (body: unknown, authorization?: string) => {
  const text = JSON.stringify(body)
  const headers = { 'content-length': String(Buffer.byteLength(text)), ...(authorization && { authorization }) }
  return POST(new Request('http://localhost/api/suppression/check', { method: 'POST', body: text, headers }))
}

it('an erasure suppresses the mailbox, however it is written, and stores no address', async () => {
  const { requestId, email } = await erased()
  const other = `other-${email}`
  const asked = [` ${email.toUpperCase()} `, other, 'not an address', `plus+${email}`]
  expect(await check(asked)).toEqual({ ok: true, suppressed: [0], unreadable: [2] })
  const rows = await world.db.suppression.findMany({ where: { requestId } })
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ kind: 'email', reason: 'erasure' })
  expect(JSON.stringify(rows)).not.toContain('gone')
  const { emailIndex } = await world.request(requestId)
  expect(rows[0]?.index).not.toBe(emailIndex)
  expect(await world.events(requestId)).toContain('suppression.added')
})

it('switched off, nothing is added; an access request adds nothing either', async () => {
  const { changeSetting } = await import('@/lib/workflow/change-setting')
  expect(await changeSetting(world.dpo, { key: 'suppress-on-erasure', value: false })).toEqual({ ok: true })
  const { email } = await erased()
  expect(await changeSetting(world.dpo, { key: 'suppress-on-erasure', value: true })).toEqual({ ok: true })
  expect(await check([email])).toMatchObject({ suppressed: [] })
})

it('three years later the list forgets', async () => {
  const { email } = await erased()
  const { moveClock } = await import('@/lib/platform/clock')
  const { expire } = await import('@/lib/workflow/expire')
  moveClock('P1094D')
  await expire(world.worker)
  expect(await check([email])).toMatchObject({ suppressed: [0] })
  moveClock('P1097D')
  expect(await check([email])).toMatchObject({ suppressed: [] })
  expect((await expire(world.worker)).suppressed).toBeGreaterThan(0)
})

it('a program asks with its token, and is refused without, with another, or with a revoked one', async () => {
  const { email } = await erased()
  const made = await token()
  const bearer = `Bearer ${made.token}`
  const stored = await world.db.machineToken.findUniqueOrThrow({ where: { id: made.tokenId } })
  expect(JSON.stringify(stored)).not.toContain(made.token.slice('habeas_'.length))
  const right = await ask({ values: [email, 'a@b.example'] }, bearer)
  expect([right.status, await right.json()]).toEqual([200, { suppressed: [0], unreadable: [] }])
  const used = await world.db.machineToken.findUniqueOrThrow({ where: { id: made.tokenId } })
  expect(used.lastUsedAt).not.toBeNull()
  const altered = `${bearer.slice(0, -2)}${bearer.endsWith('AA') ? 'BA' : 'AA'}`
  for (const wrong of [undefined, altered, 'Bearer x', made.token])
    expect((await ask({ values: [email] }, wrong)).status).toBe(401)
  expect((await ask({ values: [email], more: 1 }, bearer)).status).toBe(422)
  expect((await ask({ values: Array.from({ length: 1001 }, () => email) }, bearer)).status).toBe(422)
  const { revokeMachineToken } = await import('@/lib/workflow/revoke-machine-token')
  expect(await revokeMachineToken(world.agent, { tokenId: made.tokenId })).toMatchObject({ reason: 'not-permitted' })
  expect(await revokeMachineToken(world.dpo, { tokenId: made.tokenId })).toEqual({ ok: true })
  expect((await ask({ values: [email] }, bearer)).status).toBe(401)
})

it('a program that asks without end is told to wait', async () => {
  const { token: clear } = await token()
  let status = 200
  for (let times = 0; times < 130 && status === 200; times += 1)
    status = (await ask({ values: [] }, `Bearer ${clear}`)).status
  expect(status).toBe(429)
})

it('the command line checks a table and says line numbers alone; adds, counts and takes out', async () => {
  const { email } = await erased()
  const table = path.join(folder, 'contacts.csv')
  const rows = Array.from({ length: 1200 }, (_, row) => `"Person ${row}",person${row}@else.example,2026-01-05`)
  rows.splice(1100, 0, `"Gone","${email.toUpperCase()}",2026-01-05`)
  writeFileSync(table, `name;email\r\n${rows.join('\r\n')}\r\n`)
  const told = await habeas(['suppression', 'check', table, '--json'], dpo)
  expect(told.json()).toEqual({ suppressed: [1102], lines: 1202 })
  const plain = await habeas(['suppression', 'check', table], dpo)
  expect(plain.out).toBe('1102\n1 of 1202 lines hold a suppressed address.')
  expect(plain.out).not.toContain('@')
  expect(await habeas(['suppression', 'check', path.join(folder, 'none.csv')], dpo)).toMatchObject({ code: 2 })

  const list = path.join(folder, 'objections.txt')
  writeFileSync(list, 'Objector@Else.example\n+33 6 12 34 56 78\n')
  const before = (await habeas(['suppression', 'count', '--json'], dpo)).json()
  expect((await habeas(['suppression', 'add', list, '--json'], dpo)).json()).toEqual({ added: 2, unreadable: 0 })
  const after = (await habeas(['suppression', 'count', '--json'], dpo)).json()
  expect(after).toEqual({ email: Number(before.email) + 1, phone: Number(before.phone) + 1 })
  expect(await check(['objector@else.example', '0612345678'])).toMatchObject({ suppressed: [0, 1] })
  const taken = await habeas(['suppression', 'remove'], { ...dpo, HABEAS_ADDRESS: 'objector@else.example' })
  expect(`${taken.err}${taken.out}`).toBe('Taken out.')
  expect(await check(['objector@else.example'])).toMatchObject({ suppressed: [] })
})

it('tokens are made, listed and revoked at the command line', async () => {
  const made = (await habeas(['token', 'add', 'import', '--scope', 'suppression', '--json'], dpo)).json()
  expect(String(made.token)).toMatch(/^habeas_[\w-]{43}$/)
  expect((await habeas(['token', 'list'], dpo)).out).toContain('import  never used')
  expect(await habeas(['token', 'revoke', String(made.tokenId)], dpo)).toMatchObject({ code: 0 })
  expect(await habeas(['token', 'revoke', String(made.tokenId)], dpo)).toMatchObject({ code: 1 })
  expect(await habeas(['token', 'add', 'x', '--scope', 'everything'], dpo)).toMatchObject({ code: 1 })
})
