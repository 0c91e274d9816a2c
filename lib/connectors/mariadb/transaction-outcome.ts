// A lost reply to COMMIT. This server keeps no record of transactions that could be asked; but a transaction lives and
// dies with its connection. Once that is gone, what was not committed never will be, and the rows tell which it was.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { errorNumberOf } from './failure'
import type { Client, Session } from './session'

/** Numbers of connections begin anew when the server does. */
async function startedAt(client: Client): Promise<number> {
  const [rows] = await client.connection.query("show global status like 'Uptime'")
  const uptime = Number((rows as { Value: string }[])[0]?.Value)
  return Math.round(Date.now() / 1000) - uptime
}

const lockOf = (token: string) => `habeas-${token}`

/**
 * Under which the server knows this connection: its number, since when that counts, and a lock that it alone holds until it
 * ends; for after a restart the number may be another's within the same minute.
 */
export async function connectionIdOf(client: Client): Promise<string> {
  const token = randomUUID().replaceAll('-', '')
  const [rows] = await client.connection.query(
    `select cast(connection_id() as char) as id, cast(release_all_locks() as char) as released,
      cast(get_lock(?, 0) as char) as held`,
    [lockOf(token)],
  )
  const [row] = rows as { id: string; held: string }[]
  if (row?.held !== '1') throw new Error('a new lock of a random name was not given')
  return `${row.id}-${await startedAt(client)}-${token}`
}

/** Clocks of two machines, each rounded to a second. */
const sameStartSeconds = 60

async function isAlive(client: Client, number: string, token: string): Promise<boolean> {
  const [lock] = await client.rows<{ holder: string | null }>(
    sql`select cast(is_used_lock(${lockOf(token)}) as char) as holder`,
  )
  if (lock?.holder !== number) return false
  const found = await client.rows<{ id: string }>(
    sql`select cast(id as char) as id from information_schema.processlist
      where id = cast(${number} as unsigned) and user = substring_index(user(), '@', 1)`,
  )
  return found.length > 0
}

/** An account may end its own connections. */
async function end(client: Client, number: string) {
  try {
    await client.connection.query(`kill ${number}`)
  } catch (error) {
    if (errorNumberOf(error) !== 1094) throw error // it was gone already
  }
}

/** Ends the connection of that try where it still lives; `unknown`: the rows have to be read. */
export async function transactionOutcome(session: Session, transactionId: string): Promise<'in-progress' | 'unknown'> {
  const [, number, started, token] = /^(\d{1,19})-(\d{1,12})-([0-9a-f]{32})$/.exec(transactionId) ?? []
  if (!number || !started || !token) return 'unknown'
  const { client, release } = await session.open()
  try {
    if (Math.abs((await startedAt(client)) - Number(started)) > sameStartSeconds) return 'unknown'
    if (!(await isAlive(client, number, token))) return 'unknown'
    await end(client, number)
    for (let wait = 0; wait < 20; wait++) {
      if (!(await isAlive(client, number, token))) return 'unknown'
      await sleep(100)
    }
    return 'in-progress'
  } finally {
    release(true)
  }
}
