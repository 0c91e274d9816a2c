// Servers that the tests bring: found on this machine, else installed by its package manager where we may.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const PLACES = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']

/** The first of them that stands somewhere where programs stand. */
export const program = (...names) =>
  PLACES.flatMap((place) => names.map((name) => path.join(place, name))).find((file) => fs.existsSync(file))

const debianLike = () =>
  fs.existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(fs.readFileSync('/etc/os-release', 'utf8'))

/** As root on Debian and its kin; elsewhere it does nothing. No service is started by it. */
export function installPackage(name, label) {
  if (process.getuid?.() !== 0 || !debianLike()) return
  console.log(`Installing ${label} (apt-get) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
  const install = () => apt('install', '-y', '--no-install-recommends', name)
  if (!install() && apt('update')) install()
}
