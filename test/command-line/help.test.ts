import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { buildProgram } from '@/bin/habeas/program'
import { processTerminal } from '@/bin/habeas/terminal'
import { habeas } from './terminal'

function leaves(command: Command, path: string[] = []): string[][] {
  if (command.commands.length === 0) return [path]
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]))
}
const program = buildProgram({ terminal: processTerminal(), answer: () => undefined })
const commands = leaves(program)

test('every verb that the issue names is there', () => {
  const names = commands.map((path) => path.join(' '))
  for (const name of [
    ...['system add', 'system inspect', 'system check', 'map import', 'map export', 'map check'],
    ...['request submit', 'request show', 'request plan', 'request approve', 'request run', 'request list'],
    ...['deadline', 'rules list', 'evidence export', 'evidence verify', 'user add'],
  ])
    expect(names).toContain(name)
})

test.each(commands.map((words) => ({ name: words.join(' '), words })))(
  '$name helps, with examples that begin with its own name',
  async ({ words }) => {
    const told = await habeas([...words, '--help'])
    expect(told).toMatchObject({ code: 0, err: '' })
    expect(told.out).toContain('--json')
    expect(told.out).toContain(`Examples:\n  habeas ${words.join(' ')}`)
  },
)

test.each([[[]], [['no-such-command']], [['request']], [['deadline', '--no-such-option']]])(
  'usage: %j',
  async (argv) => {
    const told = await habeas(argv)
    expect(told.code).toBe(2)
    expect(told.err).not.toBe('')
  },
)

test('without an environment it says how to get one, and never a stack', async () => {
  const before = { ...process.env }
  for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'HABEAS_KEYRING', 'HABEAS_KEYRING_FILE']) delete process.env[name]
  const told = await habeas(['request', 'list', '--as', 'dpo@example.com'], { HABEAS_PASSWORD: 'x' })
  Object.assign(process.env, before)
  expect(told.code).toBe(2)
  expect(told.err).toMatch(/npm start/)
  expect(told.err).toMatch(/DATABASE_URL is missing/)
  expect(told.err).not.toMatch(/ {4}at /)
})
