// A server of the tests' own in a folder of its own: started in the background, ended and removed with its folder.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { alive } from './lib.mjs'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Writes its number into `process` and what it says into `log`. */
export function launchServer(root, program, args, { log, env = {} }) {
  const out = fs.openSync(path.join(root, log), 'a')
  const child = spawn(program, args, {
    stdio: ['ignore', out, out],
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', ...env },
  })
  fs.closeSync(out)
  child.unref()
  fs.writeFileSync(path.join(root, 'process'), String(child.pid))
  return { pid: child.pid, gone: () => child.exitCode !== null }
}

/** Resolves when something listens on the port of this machine. */
export async function answered(port, gone, log) {
  for (let attempt = 0; attempt < 300 && !gone(); attempt++) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(socket.destroy()))
      socket.once('error', () => resolve(null))
    })
    if (open) return
    await sleep(30)
  }
  throw new Error(`The server did not start, see ${log}`)
}

/** Ends a server that runs on the folder, without ceremony, and removes the folder. */
export async function wipeServer(dir) {
  const file = path.join(dir, 'process')
  const pid = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  // A number may have been given to another process since: only one that runs on this folder is ended.
  const command = fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
  if (alive(pid) && (command === '' || command.includes(path.resolve(dir)))) process.kill(pid, 'SIGKILL')
  for (let wait = 0; alive(pid) && wait < 50; wait++) await sleep(20)
  fs.rmSync(dir, { recursive: true, force: true })
}
