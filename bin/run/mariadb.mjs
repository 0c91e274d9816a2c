// A private MariaDB for tests: found on this machine, else installed, else in a container. Never the machine's own server.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import mysql from 'mysql2/promise'
import { installPackage, program } from './packages.mjs'
import { freePort } from './port.mjs'
import { launchServer, wipeServer } from './private-server.mjs'

const USER = 'habeas_test'
const FAST = ['--innodb-flush-log-at-trx-commit=0', '--skip-innodb-doublewrite', '--sync-binlog=0', '--skip-log-bin']
const SMALL = ['--innodb-buffer-pool-size=256M', '--max-connections=200', '--performance-schema=OFF']
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

function programs() {
  const server = program('mariadbd', 'mysqld')
  const install = program('mariadb-install-db', 'mysql_install_db')
  return server && install ? { server, install } : null
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
  const places = [
    `--datadir=${data}`,
    `--socket=${path.join(root, 's')}`,
    `--pid-file=${path.join(root, 'pid')}`,
    `--tmpdir=${path.join(root, 'tmp')}`,
  ]
  const network = [`--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${init}`]
  // A place of its own, as companies' servers have: what is read must not depend on it.
  const env = { TZ: 'America/New_York' }
  const args = ['--no-defaults', ...uid, ...places, ...network, ...FAST, ...SMALL]
  const { gone } = launchServer(root, found.server, args, { log: 'mariadb.log', env })
  return { url: `mysql://${USER}:${password}@127.0.0.1:${port}/`, gone }
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
  if (!programs()) installPackage('mariadb-server', 'MariaDB')
  const found = programs()
  const server = found ? await launch(root, found) : container(root)
  if (!server) throw new Error('The tests need MariaDB: install the package mariadb-server, or start Docker.')
  await answered(server, path.join(root, 'mariadb.log'))
  return { url: server.url, stop: () => wipeMariadb(root) }
}

/** Ends a server that runs on the folder, in a container too, and removes the folder. */
export async function wipeMariadb(dir) {
  const file = path.join(dir, 'container')
  if (fs.existsSync(file)) spawnSync('docker', ['rm', '-f', fs.readFileSync(file, 'utf8').trim()], { stdio: 'ignore' })
  await wipeServer(dir)
}
