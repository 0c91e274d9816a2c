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
    await wipePg(path.join(HOME, name, 'postgres'))
    await wipeServer(path.join(HOME, name, 's'))
    await (name.startsWith('mariadb-') ? wipeMariadb : wipePg)(path.join(HOME, name))
  }
}

export const ownDir = (kind) => path.join(HOME, `${kind}-${process.pid}`)
