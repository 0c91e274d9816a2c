// What the product's runtime role may do. It owns nothing: it can neither alter a table nor lift an append-only trigger.
import type { Client } from 'pg'

/** The chain grows through the owner's function append_evidence alone: the runtime role may neither write, skip nor move it. */
const READ_ONLY = ['ledger_entry', 'ledger_head', 'ledger_inbox', '_prisma_migrations']

async function tables(client: Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p', 'v') and c.relowner = (select oid from pg_roles where rolname = current_user)`,
    [schema],
  )
  return rows.map((row) => row.name)
}

const rights = (table: string) => (READ_ONLY.includes(table) ? 'select' : 'select, insert, update, delete')

async function grantSchema(client: Client, schema: string, role: string) {
  const to = client.escapeIdentifier(role)
  const inside = client.escapeIdentifier(schema)
  await client.query(`grant usage on schema ${inside} to ${to}`)
  for (const table of await tables(client, schema)) {
    const name = `${inside}.${client.escapeIdentifier(table)}`
    // Revoke first: a table that became read-only must lose what it had.
    await client.query(`revoke all on ${name} from ${to}; grant ${rights(table)} on ${name} to ${to}`)
  }
  await client.query(`grant usage, select on all sequences in schema ${inside} to ${to}`)
  await client.query(`grant execute on all functions in schema ${inside} to ${to}`)
}

/** One transaction: a running process never meets a moment without its rights. */
export async function grantRuntime(client: Client, role: string, schemas: string[]): Promise<void> {
  await client.query('begin')
  try {
    for (const schema of schemas) await grantSchema(client, schema, role)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
