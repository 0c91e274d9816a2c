// The account that Habeas signs in with lost a right after the plan was signed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { connectTo, expectDoneOnce, type FaultOffice, faultOffice, kinds } from './fault-shop'

describe.each(kinds)('%s: a right lost between approval and run', (kind) => {
  let world: FaultOffice
  let account = ''

  beforeAll(async () => {
    world = await faultOffice(kind)
    const name = new URL(world.company.url).pathname.slice(1)
    account = kind === 'postgresql' ? name : `'${name}'@'127.0.0.1'`
    if (kind === 'mariadb') return
    await world.company.run(`create role ${name} login password '${name}'; grant usage on schema shop to ${name};
      grant select, update, delete on all tables in schema shop to ${name}; grant insert on shop.change_count to ${name}`)
    const url = new URL(world.theirs.url)
    Object.assign(url, { username: name, password: name })
    await connectTo(world, url.href)
  }, 300_000)
  afterAll(async () => {
    if (kind === 'postgresql') await world?.company.run(`drop owned by ${account}; drop role ${account}`)
    await world?.end()
  })

  const table = () => (kind === 'postgresql' ? 'shop.wish' : `${new URL(world.company.url).pathname.slice(1)}.*`)

  it('nothing is done; the new plan says which right is missing, and stops there until it is back', async () => {
    const customer = await world.customer(850)
    await approvedErasure(world, customer.id)
    await world.company.run(`revoke delete on ${table()} from ${account}`)
    const { runStep } = await import('@/lib/workflow/run-step')
    expect(await runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id })).toEqual({ ok: true })
    const refused = await world.stepOf(customer.id)
    expect(refused.status).toBe('refused')
    expect(['no-right', 'schema-changed']).toContain(refused.problem)
    expect(await customer.wishes()).toBe(3)
    expect(await customer.changes()).toEqual({})

    await world.drain()
    await expect(approvedErasure(world, customer.id, false)).rejects.toThrow('plan-blocked')
    const blocked = await world.db.plan.findFirstOrThrow({
      where: { item: { requestId: customer.id } },
      orderBy: { number: 'desc' },
    })
    expect(JSON.stringify(blocked.document)).toContain('"no-right"')

    await world.company.run(`grant delete on ${table()} to ${account}`)
    const { discoverData } = await import('@/lib/workflow/discover-data')
    expect(await discoverData(world.agent, { requestId: customer.id })).toEqual({ ok: true })
    await approvedErasure(world, customer.id)
    await world.drain()
    await expectDoneOnce(world, customer)
  })
})
