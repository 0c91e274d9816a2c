// The sample company as a connected system: its database, the rights of Habeas's user there, the map of its data.
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { StaffActor } from '@/lib/domain/actor'
import { addSystem } from '@/lib/workflow/add-system'
import { importMap } from '@/lib/workflow/import-map'
import { applyCompanySchema, companyStands } from './company/apply-schema'
import { generateCompany } from './company/generate'

const SEED = 20_261_122

/** Idempotent: a company that stands is left as it is. */
export async function raiseCompany(ownerUrl: string, connectorUser: string, today: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    if (await companyStands(client)) return
    await applyCompanySchema(client)
    await generateCompany(client, { seed: SEED, today })
    await grantConnector(client, connectorUser)
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** What an erasure needs and no more: no schema rights, no truncation, no ownership. */
async function grantConnector(client: pg.Client, user: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema$)'`,
  )
  const role = client.escapeIdentifier(user)
  for (const { name } of rows) {
    const schema = client.escapeIdentifier(name)
    await client.query(`grant usage on schema ${schema} to ${role}`)
    await client.query(`grant select, update, delete on all tables in schema ${schema} to ${role}`)
  }
}

export async function connectCompany(actor: StaffActor, connectorUrl: string): Promise<void> {
  const yaml = readFileSync('sample/company/data-map.yaml', 'utf8')
  const map = await importMap(actor, { yaml, note: 'Tramontane, as delivered' })
  if (!map.ok) throw new Error(`the sample map was refused: ${JSON.stringify(map)}`)
  const added = await addSystem(actor, {
    key: 'tramontane',
    name: 'Tramontane’s database',
    connection: { url: connectorUrl },
  })
  if (!added.ok) throw new Error(`the sample system was refused: ${JSON.stringify(added)}`)
}
