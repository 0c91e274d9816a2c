import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

/**
 * Creates the sample company's empty tables in an empty database, in one transaction.
 * The file is found from the repository's root, not from this module, since the seed runs bundled.
 */
export async function applyCompanySchema(
  client: pg.ClientBase,
  file = join(process.cwd(), 'sample', 'company', 'schema.sql'),
): Promise<void> {
  const sql = await readFile(file, 'utf8')
  await client.query(`begin; ${sql}; commit`).catch(async (error) => {
    await client.query('rollback')
    throw error
  })
}

/** True once a whole company stands there: it is written in one transaction, last table included. */
export async function companyStands(client: pg.ClientBase): Promise<boolean> {
  const found = await client.query<{ stands: boolean }>("select to_regclass('crm.account') is not null as stands")
  if (!found.rows[0]?.stands) return false
  const filled = await client.query<{ filled: boolean }>('select exists (select from crm.account) as filled')
  return filled.rows[0]?.filled ?? false
}
