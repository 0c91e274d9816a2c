import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { alive, at } from './lib.mjs'
import { wipeMariadb } from './mariadb.mjs'
import { wipePg } from './pg.mjs'
import { wipeServer } from './private-server.mjs'

const HOME = at('.data/test')

/** Every run has a folder of its own, named by its process: two runs never meet, and a killed one's is recognised. */
export async function sweepLeftovers() {
  for (const name of fs.existsSync(HOME) ? fs.readdirSync(HOME) : []) {
    const pid = Number(name.split('-').at(-1))
    if (!Number.isInteger(pid) || alive(pid)) continue
    unmountUnder(path.join(HOME, name))
    await wipePg(path.join(HOME, name, 'postgres'))
    await wipeServer(path.join(HOME, name, 's'))
    await (name.startsWith('mariadb-') ? wipeMariadb : wipePg)(path.join(HOME, name))
  }
}

/** A run that was killed leaves its small disk mounted, and what is mounted cannot be removed. */
function unmountUnder(dir) {
  const mounts = fs.existsSync('/proc/mounts') ? fs.readFileSync('/proc/mounts', 'utf8').split('\n') : []
  for (const at of mounts.map((line) => line.split(' ')[1]).filter((at) => at === dir || at?.startsWith(`${dir}/`))) {
    const done = spawnSync('umount', ['-l', at], { stdio: 'ignore' })
    if (done.status !== 0) spawnSync('sudo', ['-n', 'umount', '-l', at], { stdio: 'ignore' })
  }
}

export const ownDir = (kind) => path.join(HOME, `${kind}-${process.pid}`)
