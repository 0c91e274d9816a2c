import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../..')
export const at = (...parts) => path.join(ROOT, ...parts)
export const moduleFile = (name, file) => at('node_modules', name, file)

const own = at(`node_modules/node-${process.platform}-${process.arch}/bin/node`)
/** The pinned Node of the optional dependency where it runs, else the one at hand. */
export const NODE = spawnSync(own, ['--version']).status === 0 ? own : process.execPath
if (NODE === process.execPath && typeof Temporal === 'undefined') {
  console.error(`Habeas runs on Node 26 or newer, and brings its own on Linux x64 only; this is ${process.version}.`)
  process.exit(1)
}
export const NEXT = moduleFile('next', 'dist/bin/next')
const DIE_WITH_PARENT = `--import=${at('bin/run/die-with-parent.mjs')}`
/** For every web process: without it no visitor's network is known, and none has a limit of its own. */
export const PEER_ADDRESS = `--import=${at('bin/run/peer-address.mjs')}`

/**
 * Rows pass through the worker and are garbage at once. In a smaller nursery they are swept more often, with the buffers
 * that hang on them: a large copy is built no slower, in a third less memory.
 */
export const SMALL_NURSERY = '--max-semi-space-size=8'

/** Runs a script of this folder with NODE as a child that has our terminal; signals reach both, the child decides. */
export function handOver(script, args = process.argv.slice(2), { imports = [], ...options } = {}) {
  const child = spawn(NODE, [DIE_WITH_PARENT, ...imports, script, ...args], { stdio: 'inherit', ...options })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the whole group by itself; a second SIGINT would be read as impatience.
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  }
  child.once('error', (error) => {
    console.error(`${path.basename(script)} could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

export const web = (env, port, stdio = 'inherit') =>
  spawn(NODE, [DIE_WITH_PARENT, PEER_ADDRESS, NEXT, 'start', '-p', String(port), '-H', env.HOST ?? '127.0.0.1'], {
    stdio: ['ignore', stdio, stdio],
    cwd: ROOT,
    env,
  })

export const worker = (env, stdio = 'inherit') =>
  spawn(NODE, [DIE_WITH_PARENT, SMALL_NURSERY, '--enable-source-maps', at('dist/worker.mjs')], {
    stdio: ['ignore', stdio, stdio],
    cwd: ROOT,
    env,
  })

export const ended = (child) =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode ? resolve() : child.once('exit', resolve)))

/** Asks each child to end and makes sure of it after ten seconds. */
export async function endAll(children) {
  for (const child of children) child.kill('SIGTERM')
  const impatient = setTimeout(() => children.forEach((child) => void child.kill('SIGKILL')), 10_000)
  await Promise.all(children.map(ended))
  clearTimeout(impatient)
}

/** @param {() => boolean} gaveUp whether to stop waiting */
export async function waitFor(url, gaveUp = () => false, ms = 60_000) {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (gaveUp()) throw new Error('The web process ended while starting.')
    try {
      if ((await fetch(url, { redirect: 'manual' })).status < 500) return
    } catch {}
  }
  throw new Error(`${url} did not answer within ${ms / 1000} s`)
}

export const alive = (pid) => {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

export const exists = (...parts) => fs.existsSync(at(...parts))
