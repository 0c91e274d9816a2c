// Foreign keys that the account may not see, since they stand on tables of which it was granted nothing: their rows would
// go along with ours, and nobody approved that. InnoDB's own list names them all, to who holds PROCESS.
import { sql } from 'kysely'
import type { Grants } from './rights'
import type { Client } from './session'

/** InnoDB writes names as it names files: `@002d` is a dash. */
const plain = (name: string, part: number) =>
  sql`convert(convert(cast(substring_index(${sql.ref(name)}, '/', ${sql.lit(part)}) as binary) using filename) using utf8mb4)`
const dotted = (name: string) => sql`concat(${plain(name, 1)}, '.', ${plain(name, -1)})`

// Bits of `type`: 1 ON DELETE CASCADE, 2 ON DELETE SET NULL. Any other key makes the server refuse, which is heard.
const keysQuery = (list: string) => sql<{ child: string; parent: string }>`
  select ${dotted('for_name')} as child, ${dotted('ref_name')} as parent
  from ${sql.id('information_schema', list)} where type & 3`

const everywhere = { schema: '', table: '' }

/** Tables with such keys; null where the account could not see them. `seen`: keys that it sees, `child>parent`. */
export async function hiddenReferences(
  client: Client,
  grants: Grants,
  seen: ReadonlySet<string>,
): Promise<ReadonlySet<string> | null> {
  if (grants.allows('PROCESS', everywhere)) {
    const list = client.isMariadb ? 'innodb_sys_foreign' : 'innodb_foreign'
    const keys = await client.rows<{ child: string; parent: string }>(keysQuery(list))
    return new Set(keys.filter(({ child, parent }) => !seen.has(`${child}>${parent}`)).map(({ parent }) => parent))
  }
  // Who may write everywhere sees every table's keys.
  return grants.allows('UPDATE', everywhere) || grants.allows('DELETE', everywhere) ? new Set() : null
}
