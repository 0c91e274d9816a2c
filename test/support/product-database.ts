// A fresh, migrated product database for one test file, with keys of its own. Call it before anything of lib/ that
// reads the environment is used; `drop` at the end.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { deploy } from '@/lib/platform/migrate-deploy'

const secret = () => randomBytes(32).toString('base64')

export function testKeyring(): string {
  return JSON.stringify({
    version: 1,
    kek: { active: 'k1', keys: { k1: secret() } },
    index: { active: 'i1', keys: { i1: secret() } },
    digest: secret(),
  })
}

/** Creates an empty database on the test server. */
export async function emptyDatabase(prefix = 'test'): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env.TEST_PG_URL
  if (!server) throw new Error('TEST_PG_URL is not set: run the tests through vitest, which brings a PostgreSQL')
  const name = `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}

/** @param environment more of the environment, e.g. SMTP_URL */
export async function productDatabase(environment: Record<string, string> = {}) {
  const database = await emptyDatabase('habeas')
  const storage = mkdtempSync(path.join(os.tmpdir(), 'habeas-storage-'))
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    PUBLIC_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-00',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'Privacy <privacy@tramontane.example>',
    HABEAS_KEYRING: testKeyring(),
    HABEAS_STORAGE_DIR: storage,
    LOG_LEVEL: 'silent',
    ...environment,
  })
  delete process.env.HABEAS_KEYRING_FILE
  await deploy({ ownerUrl: database.url, runtimeUrl: database.url, migrationsDir: 'prisma/migrations', say: () => {} })
  return {
    url: database.url,
    drop: async () => {
      const { disconnect } = await import('@/lib/platform/db/client')
      const { stopQueue } = await import('@/lib/platform/queue')
      await stopQueue()
      await disconnect()
      await database.drop()
      rmSync(storage, { recursive: true, force: true })
    },
  }
}
