// What goes wrong is said before anything is done, with an exit code that a script can tell apart.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chinook, chinook, dataMapFile } from '../chinook/chinook'
import { productDatabase } from '../support/product-database'
import { habeas } from './terminal'

const dpo = { HABEAS_USER: 'dpo@chinook.example', HABEAS_PASSWORD: 'the dpo signs at the end' }
const agent = { HABEAS_USER: 'agent@chinook.example', HABEAS_PASSWORD: 'the agent prepares it' }
const auditor = { HABEAS_USER: 'auditor@chinook.example', HABEAS_PASSWORD: 'the auditor only reads' }
const secret = { ...dpo, HABEAS_SYSTEM_PASSWORD: 'only-for-tests' }
const folder = mkdtempSync(path.join(os.tmpdir(), 'habeas-faults-'))
const written = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

let product: Awaited<ReturnType<typeof productDatabase>>
let shop: Chinook
let connection: string

beforeAll(async () => {
  product = await productDatabase()
  shop = await chinook()
  connection = await shop.user('select, update, delete')
  const add = (user: typeof dpo, role: string, env: Record<string, string>, more: string[] = []) =>
    habeas(['user', 'add', user.HABEAS_USER, '--name', role, '--role', role, ...more], {
      ...env,
      HABEAS_NEW_PASSWORD: user.HABEAS_PASSWORD,
    })
  expect(await add(dpo, 'dpo', {}, ['--first'])).toMatchObject({ code: 0 })
  expect(await add(agent, 'agent', dpo)).toMatchObject({ code: 0 })
  expect(await add(auditor, 'auditor', dpo)).toMatchObject({ code: 0 })
  const { shipRules } = await import('@/lib/workflow/ship-rules')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  await shipRules(workerActor())
}, 60_000)

afterAll(async () => {
  const { closeSystems } = await import('@/lib/workflow/open-system')
  await closeSystems()
  await shop.end()
  await product.drop()
  rmSync(folder, { recursive: true, force: true })
})

const events = async (name: string): Promise<number> => {
  const { db } = await import('@/lib/platform/db/client')
  return db.ledgerEntry.count({ where: { event: name } })
}

test('a first colleague is added once; afterwards somebody has to prove who they are', async () => {
  const env = { HABEAS_NEW_PASSWORD: 'another long password' }
  const argv = ['user', 'add', 'x@chinook.example', '--name', 'X', '--role', 'administrator']
  expect(await habeas([...argv, '--first'], env)).toMatchObject({ code: 1 })
  expect(await habeas(argv, env)).toMatchObject({ code: 2 })
  expect(await habeas(argv, { ...env, ...agent })).toMatchObject({ code: 1 })
})

test('a wrong password and an unknown name get one answer, and both leave evidence', async () => {
  const before = await events('sign-in.refused')
  const wrong = await habeas(['request', 'list'], { ...dpo, HABEAS_PASSWORD: 'not the password' })
  const unknown = await habeas(['request', 'list'], {
    HABEAS_USER: 'nobody@x.example',
    HABEAS_PASSWORD: 'whatever it is',
  })
  expect(wrong).toMatchObject({ code: 1, out: '' })
  expect([unknown.code, unknown.out, unknown.err]).toEqual([wrong.code, wrong.out, wrong.err])
  expect(wrong.err).toBe('The address or the password is not right.')
  expect(await events('sign-in.refused')).toBe(before + 2)
})

test('who may not do it is refused, by the verb itself', async () => {
  for (const argv of [
    ['map', 'import', dataMapFile],
    ['system', 'add', 'shop', '--url', connection],
    ['request', 'submit', '--right', 'erasure', '--name', 'A', '--email', 'a@b.example'],
  ]) {
    const told = await habeas([...argv, '--json'], { ...secret, ...auditor })
    expect(told.code).toBe(1)
    expect(told.json()).toMatchObject({ ok: false, reason: 'not-permitted' })
  }
})

test('nothing can be asked of an office without a data map', async () => {
  const told = await habeas(['request', 'submit', '--right', 'erasure', '--name', 'A', '--email', 'a@b.example'], agent)
  expect(told.code).toBe(1)
})

test('a map with mistakes: every mistake with its line, and nothing is imported', async () => {
  const text = readFileSync(dataMapFile, 'utf8')
    .replace('category: identity, term: legal-name', 'category: identiti, term: legal-name')
    .replace('to: customer,', 'to: custumer,')
    .replace('date: invoice_date', 'date: invoiced_on')
  const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1
  const file = written('mistakes.yaml', text)
  const before = await events('map.imported')
  for (const argv of [
    ['map', 'check', file],
    ['map', 'import', file],
  ]) {
    const told = await habeas(argv, dpo)
    expect(told).toMatchObject({ code: 2, out: '' })
    for (const part of ['identiti', 'custumer', 'invoiced_on'])
      expect(told.err).toMatch(new RegExp(`mistakes\\.yaml:${lineOf(part)}:\\d+: .*${part}`))
    expect(told.err).toContain('identity')
    expect(told.err).toMatch(/mistakes; nothing was imported/)
  }
  expect(await events('map.imported')).toBe(before)
})

test('a rule with mistakes likewise; a rule that stands is not rewritten', async () => {
  const czech = readFileSync(path.join(path.dirname(dataMapFile), 'rule-cz.yaml'), 'utf8')
  const wrong = written('rules.yaml', czech.replace('P10Y', 'ten years').replace('calendar-year-end', 'year-end'))
  const told = await habeas(['rules', 'add', wrong], dpo)
  expect(told.code).toBe(2)
  expect(told.err).toMatch(/rules\.yaml:13:.*start.*\n.*rules\.yaml:14:.*period/)
  expect((await habeas(['rules', 'list', '--country', 'CZ', '--json'], dpo)).out).toBe('[]')

  expect(await habeas(['rules', 'add', written('a.yaml', czech)], dpo)).toMatchObject({ code: 0 })
  expect((await habeas(['rules', 'add', written('a.yaml', czech)], dpo)).out).toMatch(/Nothing changed/)
  const second = czech.slice(czech.indexOf('  - key')).replace('version: 1', 'version: 2')
  const both = written('b.yaml', czech.replace('P10Y', 'P9Y') + second)
  expect(await habeas(['rules', 'add', both, '--json'], dpo)).toMatchObject({ code: 1 })
  expect((await habeas(['rules', 'list', '--country', 'CZ', '--json'], dpo)).json()).toMatchObject([
    { rule: { version: 1, period: 'P10Y' } },
  ])
})

test('a system that does not answer is exit code 3, and is not stored', async () => {
  const nowhere = await habeas(['system', 'add', 'gone', '--url', 'postgresql://u@127.0.0.1:9/x'], secret)
  expect(nowhere.code).toBe(3)
  const url = new URL(connection)
  url.username = 'stranger'
  const refused = await habeas(['system', 'add', 'gone', '--url', url.href, '--json'], secret)
  expect(refused.code).toBe(3)
  expect(refused.json()).toMatchObject({ failure: 'sign-in-refused' })
  expect((await habeas(['system', 'list', '--json'], dpo)).json()).toEqual([])
})

test('a system is drafted into a map; its check says what only people can know', async () => {
  expect(await habeas(['system', 'add', 'shop', '--name', 'Shop', '--url', connection], secret)).toMatchObject({
    code: 0,
  })
  const draft = path.join(folder, 'draft.yaml')
  expect(await habeas(['map', 'suggest', 'shop', '--output', draft], dpo)).toMatchObject({ code: 0 })
  const left = (await habeas(['map', 'check', draft])).err.split('\n').slice(0, -1)
  expect(left.filter((line) => !line.includes('Nothing leads from a person'))).toEqual([])
  expect(readFileSync(draft, 'utf8')).toMatch(/table: public\.customer\n/)
})

test('what is exported imports again as the same version', async () => {
  const first = await habeas(['map', 'import', dataMapFile, '--json'], dpo)
  expect(first.json()).toEqual({ version: 1, changed: true })
  const file = path.join(folder, 'exported.yaml')
  expect(await habeas(['map', 'export', '--output', file], dpo)).toMatchObject({ code: 0 })
  expect((await habeas(['map', 'import', file, '--json'], dpo)).json()).toEqual({ version: 1, changed: false })
  expect(await habeas(['map', 'import', file, '--based-on', '7'], dpo)).toMatchObject({ code: 1 })
})

test('a user who may only read is told of before, with the statement that helps, and no plan can be signed', async () => {
  const reader = await shop.user('select')
  const added = await habeas(['system', 'add', 'shop', '--name', 'Shop', '--url', reader], secret)
  expect(added.code).toBe(0)
  expect(added.out).toMatch(/lacks the right to delete/)
  expect(added.out).toMatch(/GRANT UPDATE, DELETE ON "public"\."customer" TO/)
  expect(await habeas(['system', 'check', 'shop'], dpo)).toMatchObject({ code: 1 })

  const person = ['--name', 'Hannah Schneider', '--email', 'hannah.schneider@yahoo.de']
  const submitted = await habeas(['request', 'submit', '--right', 'erasure', ...person, '--json'], agent)
  const reference = String(submitted.json().reference)
  await habeas(['request', 'decide-identity', reference, 'accept', '--method', 'known-contact'], dpo)
  await habeas(['request', 'run', reference], agent)
  const plan = await habeas(['request', 'plan', reference], agent)
  expect(plan.out).toMatch(/blocks: shop: customer: .*right to (update|delete)/)
  const hash = plan.out.slice(plan.out.indexOf('hash ') + 5)
  const refused = await habeas(['request', 'prepare', reference, '--hash', hash], agent)
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/things? stands? in the way of this plan/)
  expect(await habeas(['system', 'add', 'shop', '--name', 'Shop', '--url', connection], secret)).toMatchObject({
    code: 0,
  })
})

/** Enters, decides and searches; answers reference and hash. */
async function planned(name: string, email: string): Promise<[string, string]> {
  const person = ['--name', name, '--email', email]
  const submitted = await habeas(['request', 'submit', '--right', 'erasure', ...person, '--json'], agent)
  const reference = String(submitted.json().reference)
  await habeas(['request', 'decide-identity', reference, 'accept', '--method', 'known-contact'], dpo)
  await habeas(['request', 'run', reference], agent)
  const plan = (await habeas(['request', 'plan', reference, '--json'], agent)).json()
  return [reference, String(plan.hash)]
}

test('signatures: the same person twice, another hash, and a role without the right are refused', async () => {
  const [reference, hash] = await planned('Fynn Zimmermann', 'fzimmermann@yahoo.de')
  const sign = (verb: string, user: typeof dpo, given = hash) =>
    habeas(['request', verb, reference, '--hash', given, '--json'], user)
  expect((await sign('prepare', agent, 'f'.repeat(64))).json()).toMatchObject({ reason: 'plan-changed' })
  expect(await sign('prepare', agent, 'short')).toMatchObject({ code: 2 })
  expect((await sign('approve', dpo)).json()).toMatchObject({ reason: 'first-signature-missing' })
  expect(await sign('prepare', dpo)).toMatchObject({ code: 0 })
  expect((await sign('approve', dpo)).json()).toMatchObject({ reason: 'same-person' })
  expect((await sign('approve', agent)).json()).toMatchObject({ reason: 'not-permitted' })
})

test('a structure that changed since the approval: nothing happens, and the plan is drawn anew', async () => {
  const [reference, hash] = await planned('Niklas Schröder', 'nschroder@surfeu.de')
  expect(await habeas(['request', 'prepare', reference, '--hash', hash], agent)).toMatchObject({ code: 0 })
  expect(await habeas(['request', 'approve', reference, '--hash', hash], dpo)).toMatchObject({ code: 0 })
  const before = await shop.rows()
  await shop.owner.query('alter table customer add column nickname text')
  const run = await habeas(['request', 'run', reference], agent)
  expect(run.out).toMatch(/planned/)
  expect(await shop.rows()).toHaveProperty('size', before.size)
  const { rows } = await shop.owner.query("select 1 from customer where email = 'nschroder@surfeu.de'")
  expect(rows).toHaveLength(1)
  const plan = await habeas(['request', 'plan', reference], agent)
  expect(plan.out).toMatch(/blocks: customer\.nickname is not in the map/)
  await shop.owner.query('alter table customer drop column nickname')
})

test('a lookup column without an index is a note of the check, not a surprise of the search', async () => {
  await shop.owner.query(`insert into customer (customer_id, first_name, last_name, email)
    select n, 'A', 'B', 'a' || n || '@many.example' from generate_series(1000, 60000) n`)
  await shop.owner.query('analyze customer')
  const told = await habeas(['system', 'check', 'shop'], dpo)
  expect(told.out).toMatch(/note: customer: no index on email/)
  await shop.owner.query('delete from customer where customer_id >= 1000')
})

test('a bad entry says every problem at once', async () => {
  const told = await habeas(['request', 'submit', '--right', 'oblivion', '--email', 'a@b.example, c@d.example'], agent)
  expect(told.code).toBe(2)
  for (const line of ['--right:', '--name: is missing', '--email: takes one address only'])
    expect(told.err).toContain(line)
})

test('a request that is not there, and an id that is none', async () => {
  for (const key of ['HB-1999-000001', 'nonsense', '00000000-0000-0000-0000-000000000001'])
    expect(await habeas(['request', 'show', key], dpo)).toMatchObject({ code: 1, out: '' })
})

test('a company’s system that is away: the work waits, exit code 3, and goes on when it is back', async () => {
  const [reference, hash] = await planned('Camille Bernard', 'camille.bernard@yahoo.fr')
  await habeas(['request', 'prepare', reference, '--hash', hash], agent)
  await habeas(['request', 'approve', reference, '--hash', hash], dpo)
  const { closeSystems } = await import('@/lib/workflow/open-system')
  const user = new URL(connection).username
  await closeSystems()
  await shop.owner.query(`alter role ${user} nologin`)
  const away = await habeas(['request', 'run', reference, '--json'], agent)
  expect(away.code).toBe(3)
  expect(away.json()).toMatchObject({ ok: false, reason: 'work-waits' })
  await shop.owner.query(`alter role ${user} login`)
  expect(await habeas(['request', 'run', reference], agent)).toMatchObject({ code: 0 })
  expect((await habeas(['request', 'show', reference], agent)).out).toMatch(/closed/)
})
