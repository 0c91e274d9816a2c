// The company's own database, as its administrator sees it, and the product's, for what no clock can be turned back for.
import pg from 'pg'
import { standEnv } from './stand'

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

export const company = <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]): Promise<Row[]> =>
  ask<Row>(standEnv('SAMPLE_DATABASE_URL'), sql, values)

export const product = <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]): Promise<Row[]> =>
  ask<Row>(standEnv('MIGRATION_DATABASE_URL'), sql, values)

/** All that the company holds in rows found by `of`: one text a table, to compare byte by byte. */
export async function rowsOfAccounts(ids: readonly string[]): Promise<Record<string, string>> {
  const tables: [string, string][] = [
    ['crm.account', 'id = any($1)'],
    ['crm.contact', 'account_id = any($1)'],
    ['crm.membership', 'account_id = any($1)'],
    ['crm.login_history', 'account_id = any($1)'],
    ['billing.payment_details', 'account_id = any($1)'],
    ['billing.self_billed_invoice', 'account_id = any($1)'],
    ['tracking.click', 'account_id = any($1)'],
    ['tracking.conversion', 'account_id = any($1)'],
    ['support.ticket', 'account_id = any($1)'],
  ]
  const found: Record<string, string> = {}
  for (const [table, where] of tables) {
    const [sum] = await company<{ rows: string }>(
      `select coalesce(string_agg(t::text, E'\n' order by t::text), '') as rows from ${table} t where ${where}`,
      ids,
    )
    found[table] = sum?.rows ?? ''
  }
  return found
}
