// Two colleagues who sign themselves in at the command line, and commands that must be done.
import { expect } from 'vitest'
import { agent, dpo } from '../command-line/office'
import { habeas, type Told } from '../command-line/terminal'

/** Done, or the test says what was answered. */
export async function done(argv: string[], env: Record<string, string> = dpo): Promise<Told> {
  const told = await habeas(argv, env)
  expect(`${argv.join(' ')}: ${told.code} ${told.err}`).toBe(`${argv.join(' ')}: 0 `)
  return told
}

/** The shipped rules, and who works by them. */
export async function newOffice(): Promise<void> {
  const { shipRules } = await import('@/lib/workflow/ship-rules')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  await shipRules(workerActor()) // what every worker does when it starts
  const first = { HABEAS_NEW_PASSWORD: dpo.HABEAS_PASSWORD }
  await done(['user', 'add', dpo.HABEAS_USER, '--name', 'Ana Silva', '--role', 'dpo', '--first'], first)
  const told = 'the first one, told by phone'
  const second = { ...dpo, HABEAS_NEW_PASSWORD: told }
  await done(['user', 'add', agent.HABEAS_USER, '--name', 'Luc Petit', '--role', 'agent'], second)
  await done(['user', 'password'], { ...agent, HABEAS_PASSWORD: told, HABEAS_NEW_PASSWORD: agent.HABEAS_PASSWORD })
}
