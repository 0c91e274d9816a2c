// What the account may do: its own grants, those of its active roles and of everybody, on server, database and table.
import { sql } from 'kysely'
import type { CatalogueTable } from '../../domain/catalogue'
import type { TableParts } from '../sql/structure'
import type { Client } from './session'

export type Grants = {
  /** By MySQL's name: SELECT, UPDATE, DELETE, TRIGGER. */
  allows: (privilege: string, table: TableParts) => boolean
  /** A replica, or a server set to read only, and the account is not exempt from that. */
  readOnly: boolean
}

type Grant = { grantee: string; privilege: string; schema: string | null; table: string | null }

const grantsQuery = sql`
  select grantee, privilege_type as privilege, null as \`schema\`, null as \`table\` from information_schema.user_privileges
  union all select grantee, privilege_type, table_schema, null from information_schema.schema_privileges
  union all select grantee, privilege_type, table_schema, table_name from information_schema.table_privileges`

/** A grant names databases by a LIKE pattern: `shop\_%`. */
function patternOf(like: string): RegExp {
  const parts = like.replaceAll(/\\([%_\\])|([%_])|([^%_\\]+)/g, (_, literal, wild, text) =>
    wild ? (wild === '%' ? '.*' : '.') : RegExp.escape(literal ?? text),
  )
  return new RegExp(`^${parts}$`, 's')
}

async function ownNames(client: Client): Promise<Set<string>> {
  const [account] = await client.rows<{ name: string }>(sql`select current_user() as name`)
  const at = account?.name.lastIndexOf('@') ?? -1
  const own = `'${account?.name.slice(0, at)}'@'${account?.name.slice(at + 1)}'`
  const roles = await client.rows<{ role: string | null }>(
    sql`select role_name as role from information_schema.enabled_roles where role_name is not null`,
  )
  // MariaDB lists a role's grants under its bare name or in quotes, by version.
  const named = roles.flatMap(({ role }) => [`${role}`, `'${role}'`, `'${role}'@''`, `'${role}'@'%'`])
  return new Set([own, ...named, 'PUBLIC', "'PUBLIC'", "'PUBLIC'@''"])
}

export async function grantsOf(client: Client, serverIsReadOnly: boolean): Promise<Grants> {
  const own = await ownNames(client)
  const grants = (await client.rows<Grant>(grantsQuery)).filter(({ grantee }) => own.has(grantee))
  const patterns = new Map(grants.flatMap(({ schema }) => (schema ? [[schema, patternOf(schema)] as const] : [])))
  const covers = (grant: Grant, { schema, table }: TableParts) =>
    grant.schema === null ||
    (grant.table === null ? patterns.get(grant.schema)?.test(schema) : grant.schema === schema && grant.table === table)
  const exempt = grants.some((g) => g.schema === null && /^(READ_ONLY ADMIN|CONNECTION_ADMIN|SUPER)$/.test(g.privilege))
  return {
    allows: (privilege, table) => grants.some((grant) => grant.privilege === privilege && covers(grant, table)),
    readOnly: serverIsReadOnly && !exempt,
  }
}

export function rightsOn(grants: Grants, table: TableParts): CatalogueTable['rights'] {
  return {
    select: grants.allows('SELECT', table),
    update: grants.allows('UPDATE', table) && !grants.readOnly,
    delete: grants.allows('DELETE', table) && !grants.readOnly,
  }
}
