import type pg from 'pg'

export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>

/** Rows a statement: large enough to be quick, small enough to keep the text of one parameter at a few megabytes. */
const BATCH = 10_000

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Inserts rows in the order given; PostgreSQL itself turns the JSON values into the columns' types. */
export async function bulkInsert(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<number> {
  const first = rows[0]
  if (!first) return 0
  const target = table.split('.').map(quoted).join('.')
  const columns = Object.keys(first).map(quoted).join(', ')
  const sql = `insert into ${target} (${columns}) select ${columns} from json_populate_recordset(null::${target}, $1)`
  for (let start = 0; start < rows.length; start += BATCH) {
    await client.query(sql, [JSON.stringify(rows.slice(start, start + BATCH))])
  }
  return rows.length
}

/** Puts an identity column behind the ids that were given by hand, so that the next ordinary insert works. */
export async function advanceIdentity(client: pg.ClientBase, table: string): Promise<void> {
  const target = table.split('.').map(quoted).join('.')
  await client.query(`select setval(pg_get_serial_sequence($1, 'id'), (select coalesce(max(id), 1) from ${target}))`, [
    target,
  ])
}
