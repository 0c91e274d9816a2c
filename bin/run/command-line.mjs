import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import { buildBundles } from './build.mjs'
import { at, NODE } from './lib.mjs'
import { startPg } from './pg.mjs'
import { runningStart } from './start-lock.mjs'

/** Commands that touch no database need none to be started. */
const offline = ([first, second, ...rest]) =>
  first === undefined ||
  first === 'deadline' ||
  (first === 'evidence' && second === 'verify') ||
  [first, second, ...rest].some((word) => word === '--help' || word === '-h' || word === '--version')

/** What the last `npm start` in this folder ran with; an own DATABASE_URL wins over all of it. */
function remembered() {
  const file = at('.data/run.json')
  if (process.env.DATABASE_URL || !fs.existsSync(file)) return null
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true) || socket.destroy())
    socket.once('error', () => resolve(false))
  })

/** The private server, for the time of one command, where `npm start` is not running. */
async function borrowServer(env) {
  const url = new URL(env.DATABASE_URL)
  if (await answers(Number(url.port))) return null
  const server = await startPg({ dir: at('.data/postgres'), port: Number(url.port) })
  url.port = String(server.port)
  env.DATABASE_URL = url.href
  return server
}

function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(NODE, ['--enable-source-maps', at('dist/habeas.mjs'), ...args], { stdio: 'inherit', env })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
    child.once('error', () => resolve(1))
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** @returns {Promise<number>} the exit code */
export async function runCommandLine(args) {
  try {
    await buildBundles(['habeas'])
    const start = remembered()
    const env = { NODE_ENV: 'production', ...start?.env, ...process.env }
    const server = start?.private && !offline(args) ? await borrowServer(env) : null
    const code = await run(args, env)
    if (!runningStart()) server?.stop()
    return code
  } catch (error) {
    console.error(error.message)
    return 1
  }
}
