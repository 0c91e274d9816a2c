// The MariaDB of this test run: TEST_MARIADB_URL where given, else started by the first test file that asks for one.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startMariadb } from '../../bin/run/mariadb.mjs'

/** Installing the packages takes a minute or two on a slow line. */
const patienceMs = 300_000

/** Whether this process is the one that starts the server. */
function isFirst(dir: string): boolean {
  mkdirSync(dir, { recursive: true })
  try {
    mkdirSync(path.join(dir, 'lock'))
    return true
  } catch {
    return false
  }
}

async function startIn(dir: string): Promise<void> {
  const tell = (name: string, text: string) => {
    writeFileSync(path.join(dir, `${name}.new`), text, { mode: 0o600 })
    renameSync(path.join(dir, `${name}.new`), path.join(dir, name))
  }
  try {
    tell('url', (await startMariadb({ dir })).url)
  } catch (error) {
    tell('failed', error instanceof Error ? error.message : String(error))
  }
}

/** URL of an account that may do everything. Throws with one line that says what to install. */
export async function mariadbUrl(): Promise<string> {
  if (process.env.TEST_MARIADB_URL) return process.env.TEST_MARIADB_URL
  const dir = process.env.TEST_MARIADB_DIR
  if (!dir) throw new Error('TEST_MARIADB_DIR is not set: run the tests through vitest, which brings a MariaDB')
  if (isFirst(dir)) await startIn(dir)
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(50)) {
    if (existsSync(path.join(dir, 'url'))) return readFileSync(path.join(dir, 'url'), 'utf8')
    if (existsSync(path.join(dir, 'failed'))) throw new Error(readFileSync(path.join(dir, 'failed'), 'utf8'))
  }
  throw new Error('MariaDB did not start in time')
}
