// Builtins only, and plain enough for Node 20: this runs before node_modules exists, with whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.installed')

function refuse(line) {
  console.error(line)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 11))
    refuse(`Habeas needs Node 20.11 or newer to set itself up; this is ${process.version}.`)
}

function install() {
  const want = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === want) return
  console.error('Installing dependencies (npm ci) …') // stdout is the command's own
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
  const done = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) refuse('The dependencies could not be installed: see the lines of npm above.')
  fs.writeFileSync(stamp, want)
}

/** `npx habeas` looks in node_modules/.bin, where npm links the commands of dependencies but not the package's own. */
function linkOwnCommand() {
  const link = path.join(modules, '.bin', 'habeas')
  if (process.platform === 'win32' || fs.existsSync(link)) return
  fs.rmSync(link, { force: true })
  fs.symlinkSync(path.join('..', '..', 'bin', 'habeas.mjs'), link)
}

checkNode()
install()
linkOwnCommand()
