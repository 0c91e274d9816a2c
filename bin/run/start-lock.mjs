// One `npm start` per folder; and what a killed one left behind is found through what it had written down here.
import fs from 'node:fs'
import path from 'node:path'
import { alive, at } from './lib.mjs'

const FILE = at('.data/start.lock')
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** A process number may have been given to a stranger since: on Linux its command line tells. */
function ours(pid, mark) {
  if (!alive(pid)) return false
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark)
  } catch {
    return process.platform !== 'linux'
  }
}

export function readLock() {
  try {
    return JSON.parse(fs.readFileSync(FILE, 'utf8'))
  } catch {
    return null
  }
}

export const runningStart = () => {
  const lock = readLock()
  return lock && lock.pid !== process.pid && ours(lock.pid, 'bin/run/start.mjs') ? lock : null
}

export function writeLock(more) {
  const lock = { pid: process.pid, children: [], url: null, ...readLock(), ...more }
  fs.writeFileSync(`${FILE}.new`, JSON.stringify(lock))
  fs.renameSync(`${FILE}.new`, FILE)
}

export const releaseLock = () => readLock()?.pid === process.pid && fs.rmSync(FILE, { force: true })

/** Web and worker end by themselves when their parent is gone; what does not within three seconds is ended. */
async function endOrphans(children) {
  const left = () => children.filter(({ pid, mark }) => ours(pid, mark))
  if (left().length === 0) return false
  for (let waited = 0; waited < 3000 && left().length > 0; waited += 100) await sleep(100)
  for (const { pid } of left()) process.kill(pid, 'SIGKILL')
  return true
}

/**
 * @returns {Promise<{held: object} | {notes: string[]}>} held: by whom
 */
export async function takeLock() {
  fs.mkdirSync(path.dirname(FILE), { recursive: true, mode: 0o700 })
  try {
    fs.writeFileSync(FILE, JSON.stringify({ pid: process.pid, children: [], url: null }), { flag: 'wx' })
    return { notes: [] }
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const other = runningStart()
  if (other) return { held: other }
  const notes = ['The last run was killed before it could tidy up; its lock was removed.']
  if (await endOrphans(readLock()?.children ?? []))
    notes.push('Its web and worker processes were still there; they have ended.')
  fs.rmSync(FILE, { force: true })
  const again = await takeLock()
  return again.held ? again : { notes: [...notes, ...again.notes] }
}
