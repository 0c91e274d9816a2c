// As people start it: a process of its own, through the file that `npx habeas` runs.
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productDatabase } from '../support/product-database'

let product: Awaited<ReturnType<typeof productDatabase>>
beforeAll(async () => {
  product = await productDatabase()
})
afterAll(() => product.drop())

const habeas = (argv: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['bin/habeas.mjs', ...argv], {
    encoding: 'utf8',
    env: { ...process.env, LOG_LEVEL: '', ...env },
    timeout: 60_000,
  })

test('deadline: the answer alone on standard output', () => {
  const options = ['--received', '2026-03-05', '--time-zone', 'Europe/Paris', '--calendar', 'FR', '--json']
  const { status, stdout } = habeas(['deadline', ...options], { DATABASE_URL: '' })
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ receivedOn: '2026-03-05', nominal: '2026-04-05', due: '2026-04-07' })
}, 90_000)

test('with the database: ends by itself, logs nothing between the lines, keeps its exit code', () => {
  const first = ['user', 'add', 'dpo@example.com', '--name', 'Ana', '--role', 'dpo', '--first', '--generate', '--json']
  const added = habeas(first)
  expect(`${added.status} ${added.stderr}`).toBe('0 ')
  const { password } = JSON.parse(added.stdout) as { password: string }
  const env = { HABEAS_USER: 'dpo@example.com', HABEAS_PASSWORD: password }
  const listed = habeas(['request', 'list', '--json'], env)
  expect(JSON.parse(listed.stdout)).toEqual({ rows: [], total: 0, more: false })
  expect(habeas(first).status).toBe(1)
  const nobody = habeas(['request', 'list'], { ...env, HABEAS_PASSWORD: 'not the password' })
  expect(nobody).toMatchObject({ status: 1, stdout: '' })
}, 90_000)
