// A company's server of the test's own, that can be stopped without ceremony and started again where it stood.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import mysql from 'mysql2/promise'
import { startMariadb, wipeMariadb } from '../../bin/run/mariadb.mjs'
import { startPg, wipePg } from '../../bin/run/pg.mjs'
import type { Kind } from './fault-shop'

export type PrivateServer = {
  /** Of an account that may do everything. */
  url: string
  /** PostgreSQL: `immediate`. MariaDB: killed. Resolves when nothing listens any more. */
  crash: () => Promise<void>
  start: () => Promise<void>
  wipe: () => Promise<void>
}

export const privateServer = (kind: Kind, name: string): Promise<PrivateServer> => {
  const dir = path.resolve('.data/test', `${name}-${kind}-${process.pid}`)
  return kind === 'postgresql' ? postgres(dir) : mariadb(dir)
}

async function gone(pid: number): Promise<void> {
  for (let wait = 0; wait < 500; wait++) {
    try {
      process.kill(pid, 0)
      // A process that ended but was not waited for yet still has its number; its threads may still hold its files.
      const ended = /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
      if (ended && readdirSync(`/proc/${pid}/task`).length <= 1) return
    } catch {
      return
    }
    await sleep(20)
  }
  throw new Error('the server did not end')
}

async function postgres(dir: string): Promise<PrivateServer> {
  const flags = '-c shared_buffers=16MB'
  const server = await startPg({ dir, port: 0, flags })
  return {
    url: server.url('postgres'),
    crash: async () => {
      const pid = Number(readFileSync(path.join(dir, 'data/postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGQUIT')
      await gone(pid)
      // Otherwise its number, as long as nobody has waited for it, looks like a server that runs.
      rmSync(path.join(dir, 'data/postmaster.pid'), { force: true })
    },
    start: async () => void (await startPg({ dir, port: server.port, flags })),
    wipe: () => wipePg(dir),
  }
}

async function mariadb(dir: string): Promise<PrivateServer> {
  const { url } = await startMariadb({ dir })
  let pid = Number(readFileSync(path.join(dir, 'process'), 'utf8'))
  // As a company runs it: what was committed is on the disk.
  const careless = /^--(init-file|innodb-flush-log-at-trx-commit|skip-innodb-doublewrite)/
  const [program = '', ...options] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
  const careful = [...options.filter((option) => !careless.test(option)), '--innodb-flush-log-at-trx-commit=1']
  const crash = async () => {
    process.kill(pid, 'SIGKILL')
    await gone(pid)
  }
  const start = async () => {
    const log = openSync(path.join(dir, 'mariadb.log'), 'a')
    const child = spawn(program, careful, { stdio: ['ignore', log, log] })
    closeSync(log)
    pid = child.pid ?? 0
    for (let wait = 0; wait < 300; wait++) {
      const client = await mysql.createConnection({ uri: url, connectTimeout: 1_000 }).catch(() => null)
      if (client) return client.end()
      await sleep(100)
    }
    throw new Error('the server did not start again')
  }
  await crash()
  await start()
  return {
    ...{ url, crash, start },
    wipe: async () => {
      await crash()
      await wipeMariadb(dir)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
