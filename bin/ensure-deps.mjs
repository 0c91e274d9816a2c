// Builtins only, and plain enough for Node 20: this runs before node_modules exists, with whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.installed')
const lock = path.join(root, '.data', 'install.lock')

function refuse(line) {
  console.error(line)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 11))
    refuse(`Habeas needs Node 20.11 or newer to set itself up; this is ${process.version}.`)
}

const wanted = () =>
  createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')

const installed = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted()

function alive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two installs in one folder delete each other's files: the second waits for the first. */
function takeTurn() {
  fs.mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 })
  for (let waited = false; ; waited = true) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = Number(fs.readFileSync(lock, { encoding: 'utf8', flag: 'a+' }))
    if (!alive(holder)) fs.rmSync(lock, { force: true })
    else if (!waited) console.error('Another command is installing the dependencies; waiting for it …')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  }
}

function npmCi() {
  console.error('Installing dependencies (npm ci) …') // stdout is the command's own
  fs.rmSync(stamp, { force: true })
  // No install script of any dependency is needed; Prisma's would download an engine.
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--loglevel=error',
  ]
  const stdio = ['ignore', 2, 2]
  const done = spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' })
  if (done.status !== 0) refuse('The dependencies could not be installed: see the lines of npm above.')
  fs.writeFileSync(stamp, wanted())
}

function install() {
  if (installed()) return
  takeTurn()
  process.once('exit', () => fs.rmSync(lock, { force: true }))
  if (!installed()) npmCi()
  fs.rmSync(lock, { force: true })
}

checkNode()
install()
