// What stands in a request's way: missing rights, missing signatures, a changed structure, a system that is away.
import { afterAll, beforeAll, expect } from 'vitest'
import { dataMapFile, chinookTest as test } from '../chinook/chinook'
import { agent, dpo, type Office, office, secret } from './office'
import { habeas } from './terminal'

let house: Office
beforeAll(async () => {
  house = await office()
  expect(await habeas(['map', 'import', dataMapFile], dpo)).toMatchObject({ code: 0 })
}, 60_000)
afterAll(() => house.end())

test('a user who may only read is told of before, with the statement that helps, and no plan can be signed', async () => {
  const reader = await house.shop.user('select')
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
  expect(await habeas(['system', 'add', 'shop', '--name', 'Shop', '--url', house.connection], secret)).toMatchObject({
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
  const before = await house.shop.rows()
  await house.shop.owner.query('alter table customer add column nickname text')
  const run = await habeas(['request', 'run', reference], agent)
  expect(run.out).toMatch(/planned/)
  expect(await house.shop.rows()).toHaveProperty('size', before.size)
  const { rows } = await house.shop.owner.query("select 1 from customer where email = 'nschroder@surfeu.de'")
  expect(rows).toHaveLength(1)
  const plan = await habeas(['request', 'plan', reference], agent)
  expect(plan.out).toMatch(/blocks: customer\.nickname is not in the map/)
  await house.shop.owner.query('alter table customer drop column nickname')
})

test('a lookup column without an index is a note of the check, not a surprise of the search', async () => {
  await house.shop.owner.query(`insert into customer (customer_id, first_name, last_name, email)
    select n, 'A', 'B', 'a' || n || '@many.example' from generate_series(1000, 60000) n`)
  await house.shop.owner.query('analyze customer')
  const told = await habeas(['system', 'check', 'shop'], dpo)
  expect(told.out).toMatch(/note: customer: no index on email/)
  await house.shop.owner.query('delete from customer where customer_id >= 1000')
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
  const user = new URL(house.connection).username
  await closeSystems()
  await house.shop.owner.query(`alter role ${user} nologin`)
  const away = await habeas(['request', 'run', reference, '--json'], agent)
  expect(away.code).toBe(3)
  expect(away.json()).toMatchObject({ ok: false, reason: 'work-waits' })
  await house.shop.owner.query(`alter role ${user} login`)
  expect(await habeas(['request', 'run', reference], agent)).toMatchObject({ code: 0 })
  expect((await habeas(['request', 'show', reference], agent)).out).toMatch(/closed/)
})
