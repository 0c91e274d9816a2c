// `npm run reset`: removes the data of `npm start` after asking (`--yes`: without).
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline/promises'
import { at } from './lib.mjs'
import { wipePg } from './pg.mjs'
import { runningStart } from './start-lock.mjs'

const DATA = at('.data')

async function agreed() {
  if (process.argv.includes('--yes')) return true
  if (!process.stdin.isTTY) {
    console.error('Nobody is there to answer: `npm run reset -- --yes` removes the data without asking.')
    return false
  }
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(
    'Remove all requests, keys, packages and the sample company in .data? Type yes: ',
  )
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

const running = runningStart()
if (running) {
  console.error(`Habeas still runs from this folder (process ${running.pid}): stop it first, with Ctrl-C there.`)
  process.exit(1)
}
if (!(await agreed())) {
  console.log('Nothing was removed.')
  process.exit(1)
}
await wipePg(path.join(DATA, 'postgres'))
for (const name of fs.existsSync(DATA) ? fs.readdirSync(DATA) : [])
  if (name !== 'test') fs.rmSync(path.join(DATA, name), { recursive: true, force: true })
console.log('All data of this folder is gone. `npm start` begins anew.')
