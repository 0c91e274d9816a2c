// A private MariaDB for tests: found on this machine, else installed, else in a container. Never the machine's own server.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import mysql from 'mysql2/promise'
import { alive } from './lib.mjs'
import { freePort } from './port.mjs'

const USER = 'habeas_test'
const FAST = ['--innodb-flush-log-at-trx-commit=0', '--skip-innodb-doublewrite', '--sync-binlog=0', '--skip-log-bin']
const SMALL = ['--innodb-buffer-pool-size=256M', '--max-connections=200', '--performance-schema=OFF']
const PLACES = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const program = (...names) =>
  PLACES.flatMap((place) => names.map((name) => path.join(place, name))).find((file) => fs.existsSync(file))

function programs() {
  const server = program('mariadbd', 'mysqld')
  const install = program('mariadb-install-db', 'mysql_install_db')
  return server && install ? { server, install } : null
}

const debianLike = () =>
  fs.existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(fs.readFileSync('/etc/os-release', 'utf8'))

function byPackages() {
  if (process.getuid?.() !== 0 || !debianLike()) return
  console.log('Installing MariaDB (apt-get) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
  const install = () => apt('install', '-y', '--no-install-recommends', 'mariadb-server')
  if (!install() && apt('update')) install()
}

function prepared(root, { install, server }) {
  const data = path.join(root, 'data')
  const uid = process.getuid?.() === 0 ? ['--user=root'] : []
  const password = randomBytes(18).toString('base64url')
  const init = path.join(root, 'init.sql')
  // A server that starts removes whatever looks like a server's in its temporary folder, also what is another's.
  const own = path.join(root, 'tmp')
  fs.mkdirSync(own, { mode: 0o700 })
  const basedir = fs.existsSync('/usr/share/mysql') ? [] : [`--basedir=${path.resolve(path.dirname(server), '..')}`]
  const made = spawnSync(
    install,
    [
      '--no-defaults',
      ...uid,
      ...basedir,
      `--datadir=${data}`,
      '--skip-test-db',
      '--auth-root-authentication-method=normal',
    ],
    { encoding: 'utf8', env: { ...process.env, TMPDIR: own } },
  )
  if (made.status !== 0) throw new Error(`MariaDB could not create its data folder: ${made.stderr || made.error}`)
  const account = `'${USER}'@'127.0.0.1'`
  // One statement a line, or the server takes none of them.
  const statements = [
    `create user ${account} identified by '${password}'`,
    `grant all on *.* to ${account} with grant option`,
  ]
  fs.writeFileSync(init, [...statements, 'alter user root@localhost account lock', ''].join(';\n'), { mode: 0o600 })
  return { data, init, uid, password }
}

async function launch(root, found) {
  const { data, init, uid, password } = prepared(root, found)
  const port = await freePort(0)
  const log = fs.openSync(path.join(root, 'mariadb.log'), 'a')
  const places = [
    `--datadir=${data}`,
    `--socket=${path.join(root, 's')}`,
    `--pid-file=${path.join(root, 'pid')}`,
    `--tmpdir=${path.join(root, 'tmp')}`,
  ]
  const network = [`--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${init}`]
  const child = spawn(found.server, ['--no-defaults', ...uid, ...places, ...network, ...FAST, ...SMALL], {
    stdio: ['ignore', log, log],
    detached: true,
    // A place of its own, as companies' servers have: what is read must not depend on it.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'America/New_York' },
  })
  child.unref()
  fs.writeFileSync(path.join(root, 'process'), String(child.pid))
  return { url: `mysql://${USER}:${password}@127.0.0.1:${port}/`, gone: () => child.exitCode !== null }
}

/** Where Docker runs: the image's own set-up makes the account. */
function container(root) {
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 20_000 }).status !== 0) return null
  console.log('Starting MariaDB in a container …')
  const password = randomBytes(18).toString('base64url')
  const options = ['-e', `MARIADB_ROOT_PASSWORD=${password}`, '-p', '127.0.0.1::3306']
  const started = spawnSync('docker', ['run', '-d', '--rm', ...options, 'mariadb:11.8', '--skip-name-resolve'], {
    encoding: 'utf8',
  })
  if (started.status !== 0) return null
  const id = started.stdout.trim()
  fs.writeFileSync(path.join(root, 'container'), id)
  const port = spawnSync('docker', ['port', id, '3306/tcp'], { encoding: 'utf8' }).stdout.trim().split(':').at(-1)
  return { url: `mysql://root:${password}@127.0.0.1:${port}/`, gone: () => false }
}

async function answered({ url, gone }, log) {
  for (let attempt = 0; attempt < 600 && !gone(); attempt++) {
    const client = await mysql.createConnection({ uri: url, connectTimeout: 1_000 }).catch(() => null)
    if (client) return client.end()
    await sleep(100)
  }
  throw new Error(`MariaDB did not start, see ${log}`)
}

/**
 * @param {{dir: string}} options an empty or new folder that is the server's own
 * @returns {Promise<{url: string, stop: () => Promise<void>}>} URL of an account that may do everything
 */
export async function startMariadb({ dir }) {
  const root = path.resolve(dir)
  fs.mkdirSync(root, { recursive: true, mode: 0o700 })
  if (!programs()) byPackages()
  const found = programs()
  const server = found ? await launch(root, found) : container(root)
  if (!server) throw new Error('The tests need MariaDB: install the package mariadb-server, or start Docker.')
  await answered(server, path.join(root, 'mariadb.log'))
  return { url: server.url, stop: () => wipeMariadb(root) }
}

/** Ends a server that runs on the folder, without ceremony, and removes the folder. */
export async function wipeMariadb(dir) {
  const read = (name) => {
    const file = path.join(dir, name)
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : ''
  }
  const pid = Number(read('process'))
  // A number may have been given to another process since: only one that runs on this folder is ended.
  const command = fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
  if (alive(pid) && (command === '' || command.includes(path.resolve(dir)))) process.kill(pid, 'SIGKILL')
  if (read('container')) spawnSync('docker', ['rm', '-f', read('container')], { stdio: 'ignore' })
  for (let wait = 0; alive(pid) && wait < 50; wait++) await sleep(20)
  fs.rmSync(dir, { recursive: true, force: true })
}
