// The deploy step: migrations → pg-boss's own schema → rights of the runtime role. Run by the owner, before web and worker.
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { grantRuntime } from './grants.ts'
import { migrateSchema } from './migrate.ts'
import { createQueues, QUEUE_SCHEMA } from './queue-definitions.ts'

/** pg-boss versions its schema itself; web and worker start it with `migrate: false`, as they may not. */
async function migrateQueue(url: string) {
  const boss = new PgBoss({ connectionString: url, schema: QUEUE_SCHEMA, supervise: false, schedule: false, max: 2 })
  const problems: Error[] = []
  boss.on('error', (error) => problems.push(error))
  await boss.start()
  await createQueues(boss)
  await boss.stop({ graceful: false })
  if (problems[0]) throw problems[0]
}

export interface Deployment {
  /** Owner of the tables. */
  ownerUrl: string
  /** What web and worker connect with: its role gets the rights. */
  runtimeUrl: string
  migrationsDir: string
  say: (line: string) => void
}

export async function deploy({ ownerUrl, runtimeUrl, migrationsDir, say }: Deployment): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const name of await migrateSchema(client, migrationsDir)) say(`Migration ${name} applied.`)
    await migrateQueue(ownerUrl)
    const owner = (await client.query<{ name: string }>('select current_user as name')).rows[0]?.name
    const runtime = decodeURIComponent(new URL(runtimeUrl).username)
    if (!runtime || runtime === owner)
      say(
        'Web and worker connect as the owner of the tables: give DATABASE_URL a role of its own (see MIGRATION_DATABASE_URL).',
      )
    else await grantRuntime(client, runtime, ['public', QUEUE_SCHEMA])
  } finally {
    await client.end()
  }
}
