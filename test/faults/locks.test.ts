// Somebody of the company works on the same rows: a lock that is not let go in time, and two who wait for each other.
import mysql from 'mysql2/promise'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { expectDoneOnce, type FaultOffice, faultOffice, kinds } from './fault-shop'

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  )

describe.each(kinds)('%s: somebody else', (kind) => {
  let world: FaultOffice
  let n = 800

  beforeAll(async () => {
    world = await faultOffice(kind)
  }, 300_000)
  afterAll(async () => world?.end())

  /** A colleague's session of the company's own, with a transaction open. */
  async function session() {
    const url = world.company.url
    if (kind === 'postgresql') {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      // So that it is never this one that finds the circle and is ended.
      await client.query(`begin; set local deadlock_timeout = '60s'`)
      return { query: (text: string) => client.query(text), end: () => client.end() }
    }
    const client = await mysql.createConnection({ uri: url })
    await client.query('set innodb_lock_wait_timeout = 60')
    await client.beginTransaction()
    return { query: (text: string) => client.query(text), end: () => client.end() }
  }

  /** How many of this company's transactions wait for a lock. */
  const waiting = async () => {
    const name = new URL(world.company.url).pathname.slice(1)
    const [found] = await world.company.rows(
      kind === 'postgresql'
        ? "select count(*) as c from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        : `select count(*) as c from information_schema.innodb_trx t join information_schema.processlist p
             on p.id = t.trx_mysql_thread_id where t.trx_state = 'LOCK WAIT' and p.db = '${name}'`,
    )
    return Number(found?.c)
  }

  async function approved() {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    const { runStep } = await import('@/lib/workflow/run-step')
    const run = async () => runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id })
    return { ...customer, run }
  }

  it('holds a row: nothing is done, the step waits and says why, and runs when the row is free', async () => {
    const customer = await approved()
    const other = await session()
    await other.query(`update ${world.company.table('wish')} set note = note where id = ${n}1`)
    await expect(customer.run()).rejects.toThrow('lock-timeout')
    expect(await world.stepOf(customer.id)).toMatchObject({ status: 'waiting', problem: 'lock-timeout' })
    expect(await customer.changes()).toEqual({})
    await other.query('rollback')
    await other.end()
    expect(await customer.run()).toEqual({ ok: true })
    await world.drain()
    await expectDoneOnce(world, customer)
  })

  it('waits for a row of ours while we wait for theirs: nothing of ours is done, and it is tried again', async () => {
    const customer = await approved()
    const other = await session()
    const table = (name: string) => world.company.table(name)
    let how = ''
    if (kind === 'postgresql') {
      // Long enough for them to close the circle, shorter than we wait for a lock. New connections hear of it.
      const name = new URL(world.company.url).pathname.slice(1)
      await world.company.run(`alter database "${name}" set deadlock_timeout = '4s'`)
      const { closeSystems } = await import('@/lib/workflow/open-system')
      await closeSystems()
      // They hold the customer, whom we want to write to when the lines are deleted; then they want a line.
      await other.query(`update ${table('customer')} set phone = phone where id = ${n}`)
      const result = outcome(customer.run())
      await expect.poll(waiting).toBe(1)
      const theirs = other.query(`update ${table('invoice_line')} set label = 'x' where id = ${n}1`)
      how = await result
      await theirs
    } else {
      // What is counted is locked here, the customer first; and the server ends the one who has written less.
      const rows = Array.from({ length: 500 }, (_, at) => `(${at})`).join()
      await world.company.run(`create table ballast (id int); insert into ballast values ${rows}`)
      await other.query('update ballast set id = id + 1')
      await other.query(`update ${table('invoice')} set total = total + 1 where id = ${n}2`)
      const result = outcome(customer.run())
      // The server takes this list anew only where nobody asked for a tenth of a second.
      await expect.poll(waiting, { timeout: 4_500, interval: 250 }).toBe(1)
      await other.query(`update ${table('customer')} set phone = '1' where id = ${n}`)
      how = await result
    }
    expect(how).toBe('deadlock')
    await other.query('rollback')
    await other.end()
    expect(await world.stepOf(customer.id)).toMatchObject({ status: 'waiting', problem: 'deadlock' })
    expect(await customer.changes()).toEqual({})
    expect(await customer.run()).toEqual({ ok: true })
    await world.drain()
    await expectDoneOnce(world, customer)
  })
})
