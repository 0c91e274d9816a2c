// An office that the command line itself set up: three colleagues, the shipped rules, and Chinook beside it.
import { expect } from 'vitest'
import { type Chinook, chinook } from '../chinook/chinook'
import { productDatabase } from '../support/product-database'
import { habeas } from './terminal'

export const dpo = { HABEAS_USER: 'dpo@chinook.example', HABEAS_PASSWORD: 'the dpo signs at the end' }
export const agent = { HABEAS_USER: 'agent@chinook.example', HABEAS_PASSWORD: 'the agent prepares it' }
export const auditor = { HABEAS_USER: 'auditor@chinook.example', HABEAS_PASSWORD: 'the auditor only reads' }
export const secret = { ...dpo, HABEAS_SYSTEM_PASSWORD: 'only-for-tests' }

export type Office = {
  shop: Chinook /** Of a user with all rights that erasure needs. */
  connection: string
  end: () => Promise<void>
}

export async function office(): Promise<Office> {
  const product = await productDatabase()
  const shop = await chinook()
  const add = async (user: typeof dpo, role: string, env: Record<string, string>, more: string[] = []) => {
    const told = await habeas(['user', 'add', user.HABEAS_USER, '--name', role, '--role', role, ...more], {
      ...env,
      HABEAS_NEW_PASSWORD: user.HABEAS_PASSWORD,
    })
    expect(`${told.code} ${told.err}`).toBe('0 ')
  }
  await add(dpo, 'dpo', {}, ['--first'])
  for (const [user, role] of [
    [agent, 'agent'],
    [auditor, 'auditor'],
  ] as const) {
    const first = { ...user, HABEAS_PASSWORD: 'the first one, told by phone' }
    await add(first, role, dpo)
    const told = await habeas(['user', 'password'], { ...first, HABEAS_NEW_PASSWORD: user.HABEAS_PASSWORD })
    expect(`${told.code} ${told.err}`).toBe('0 ')
  }
  const { shipRules } = await import('@/lib/workflow/ship-rules')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  await shipRules(workerActor()) // what every worker does when it starts
  const end = async () => {
    const { closeSystems } = await import('@/lib/workflow/open-system')
    await closeSystems()
    await shop.end()
    await product.drop()
  }
  return { shop, connection: await shop.user('select, update, delete'), end }
}
