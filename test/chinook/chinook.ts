// Chinook, whole, on the test server; and what it takes to say that a row is untouched.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { test } from 'vitest'
import { emptyDatabase } from '../support/product-database'

const here = import.meta.dirname
export const dataMapFile = path.join(here, 'data-map.yaml')
export const czechRuleFile = path.join(here, 'rule-cz.yaml')

const folder = process.env.HABEAS_TEST_DATA ?? '../shared/data'
const file = path.join(folder, 'chinook/chinook-postgresql.sql')
const stands = existsSync(file)
if (!stands)
  console.warn(
    `No ${file}: tests on Chinook are skipped. Set HABEAS_TEST_DATA to a folder with chinook/chinook-postgresql.sql ` +
      '(github.com/lerocha/chinook-database, Chinook_PostgreSql.sql).',
  )
/** A test that needs Chinook: skipped by name where the database's file is absent. */
export const chinookTest = stands ? test : test.skip

/** The file makes its own database and goes there by psql's `\c`; here the database exists already. */
const script = (): string =>
  readFileSync(file, 'utf8')
    .replace(/^DROP DATABASE .*;$/m, '')
    .replace(/^CREATE DATABASE .*;$/m, '')
    .replace(/^\\c .*$/m, '')

/** The same for MariaDB, whose test database is made and chosen by who runs this. */
export const chinookMysqlScript = (): string =>
  readFileSync(path.join(folder, 'chinook/chinook-mysql.sql'), 'utf8').replace(
    /^(DROP DATABASE|CREATE DATABASE|USE) .*;$/gm,
    '',
  )

export type Chinook = Awaited<ReturnType<typeof chinook>>

export async function chinook() {
  const database = await emptyDatabase('chinook')
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  // Whole and in one go: some foreign keys are declared after the rows.
  await owner.query(script())
  const roles: string[] = []
  /** A user with these rights on the tables that hold persons, and no more. */
  const user = async (rights: string): Promise<string> => {
    const name = `habeas_${randomUUID().slice(0, 8)}`
    await owner.query(`create role ${name} login password 'only-for-tests'`)
    await owner.query(`grant ${rights} on customer, invoice, invoice_line, employee to ${name}`)
    roles.push(name)
    const url = new URL(database.url)
    url.username = name
    url.password = ''
    return url.href
  }
  return {
    owner,
    user,
    rows: () => dump(owner),
    end: async () => {
      for (const role of roles) await owner.query(`drop owned by ${role}; drop role ${role}`)
      await owner.end()
      await database.drop()
    },
  }
}

const tables: Record<string, string> = {
  album: 'album_id',
  artist: 'artist_id',
  customer: 'customer_id',
  employee: 'employee_id',
  genre: 'genre_id',
  invoice: 'invoice_id',
  invoice_line: 'invoice_line_id',
  media_type: 'media_type_id',
  playlist: 'playlist_id',
  playlist_track: "playlist_id || '-' || track_id",
  track: 'track_id',
}
export type Rows = Map<string, string>

/** Every row as text under `table/key`, with the transaction that wrote it: equal means not even written again. */
async function dump(client: pg.Client): Promise<Rows> {
  const all: Rows = new Map()
  for (const [table, key] of Object.entries(tables)) {
    const { rows } = await client.query<{ key: string; text: string }>(
      `select ${key} as key, t.xmin::text || ' ' || t.*::text as text from ${table} t`,
    )
    for (const row of rows) all.set(`${table}/${row.key}`, row.text)
  }
  return all
}

/** Keys of the rows that are gone, and of those that are not as they were (or are new). */
export function differences(before: Rows, after: Rows): { gone: string[]; changed: string[] } {
  const gone = [...before.keys()].filter((key) => !after.has(key))
  const changed = [...after].filter(([key, text]) => before.get(key) !== text).map(([key]) => key)
  return { gone: gone.sort(), changed: changed.sort() }
}

/** HABEAS_CLOCK_OFFSET that makes it this day today. */
export function offsetTo(day: string): string {
  const days = Temporal.Now.plainDateISO('UTC').until(day, { largestUnit: 'days' }).days
  return days < 0 ? `-P${-days}D` : `P${days}D`
}
