// Wrong names, passwords and files: said before anything is done, with an exit code that a script can tell apart.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { dataMapFile, chinookTest as test } from '../chinook/chinook'
import { agent, auditor, dpo, type Office, office, secret } from './office'
import { habeas } from './terminal'

const folder = mkdtempSync(path.join(os.tmpdir(), 'habeas-faults-'))
const written = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

let house: Office
beforeAll(async () => {
  house = await office()
}, 60_000)
afterAll(async () => {
  await house.end()
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
    ['system', 'add', 'shop', '--url', house.connection],
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

test('a weaker version of a rule waits a day, and is taken back', async () => {
  const czech = readFileSync(path.join(path.dirname(dataMapFile), 'rule-cz.yaml'), 'utf8')
  const shorter = written('c.yaml', czech.replace('P10Y', 'P5Y').replace('version: 1', 'version: 2'))
  expect((await habeas(['rules', 'change', shorter], dpo)).err).toMatch(/reason/)
  const changed = await habeas(['rules', 'change', shorter, '--reason', 'counsel', '--json'], dpo)
  expect(changed.json()).toMatchObject({ version: 2, weaker: ['ends-sooner'] })
  const waiting = { code: 1, err: expect.stringMatching(/waiting to come into force/) }
  const key = String(changed.json().key)
  expect(await habeas(['rules', 'retire', key, '--reason', 'gone'], dpo)).toMatchObject(waiting)
  expect((await habeas(['rules', 'cancel', key], dpo)).out).toMatch(/@2 will not come into force/)
  expect((await habeas(['rules', 'retire', key, '--reason', 'gone'], dpo)).out).toMatch(/holds until 20\d\d-/)
  expect((await habeas(['rules', 'cancel', key], dpo)).out).toMatch(/@1 stays/)
})

test('a system that does not answer is exit code 3, and is not stored', async () => {
  const nowhere = await habeas(['system', 'add', 'gone', '--url', 'postgresql://u@127.0.0.1:9/x'], secret)
  expect(nowhere.code).toBe(3)
  const url = new URL(house.connection)
  url.username = 'stranger'
  const refused = await habeas(['system', 'add', 'gone', '--url', url.href, '--json'], secret)
  expect(refused.code).toBe(3)
  expect(refused.json()).toMatchObject({ failure: 'sign-in-refused' })
  expect((await habeas(['system', 'list', '--json'], dpo)).json()).toEqual([])
})

test('a system is drafted into a map; its check says what only people can know', async () => {
  expect(await habeas(['system', 'add', 'shop', '--name', 'Shop', '--url', house.connection], secret)).toMatchObject({
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
