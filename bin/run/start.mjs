// `npm start`: private PostgreSQL, build, deploy, sample company, web, worker, mail catcher. Ctrl-C stops all of it.
import fs from 'node:fs'
import path from 'node:path'
import { buildAll } from './build.mjs'
import { prepareDatabases } from './databases.mjs'
import { at, endAll, exists, waitFor, web, worker } from './lib.mjs'
import { startMailCatcher } from './mail-catcher.mjs'
import { startPg } from './pg.mjs'
import { freePort } from './port.mjs'
import { keyring } from './secrets.mjs'
import { deployAll, productEnv, readSignIns, sampleEnv } from './services.mjs'
import { releaseLock, takeLock, writeLock } from './start-lock.mjs'
import { supervise } from './supervise.mjs'
import { welcome } from './welcome.mjs'

const DATA = at('.data')
const say = (line) => console.log(line)
const running = { children: new Map(), server: null, catcher: null, stopping: false }

async function stop(code) {
  if (running.stopping) return
  running.stopping = true
  await endAll([...running.children.values()])
  await running.catcher?.close()
  running.server?.stop()
  releaseLock()
  process.exit(code)
}

async function portFor(name, wanted) {
  const port = await freePort(wanted)
  if (port !== wanted) say(`Port ${wanted} is taken by another program; ${name} uses ${port}.`)
  return port
}

async function mailServer(given) {
  if (given.SMTP_URL) return { smtpUrl: given.SMTP_URL }
  const [smtpPort, webPort] = [await freePort(2525), await portFor('the mail catcher', 8025)]
  running.catcher = await startMailCatcher({ smtpPort, webPort })
  return running.catcher
}

/** An own DATABASE_URL is used as it is; else the private server, with its sample company. */
async function databases() {
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = process.env
  if (DATABASE_URL) return { app: DATABASE_URL, owner: MIGRATION_DATABASE_URL ?? DATABASE_URL }
  const dir = path.join(DATA, 'postgres')
  running.server = await startPg({ dir })
  running.server.notes.forEach(say)
  return prepareDatabases(running.server, dir)
}

/** So that `npx habeas` finds the same database and keys while this folder's product runs, and after. */
function rememberEnv(env, sample) {
  const names = [
    'DATABASE_URL',
    'PUBLIC_URL',
    'NEXTAUTH_SECRET',
    'SMTP_URL',
    'MAIL_FROM',
    'HABEAS_KEYRING_FILE',
    'HABEAS_STORAGE_DIR',
  ]
  const kept = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  const file = path.join(DATA, 'run.json')
  fs.rmSync(file, { force: true })
  fs.writeFileSync(file, JSON.stringify({ private: running.server !== null, env: { ...kept, ...sample } }), {
    mode: 0o600,
  })
}

function launch(env, port) {
  const onChange = () => {
    const children = [...running.children.entries()].map(([name, { pid }]) => ({
      pid,
      mark: name === 'worker' ? 'dist/worker.mjs' : 'next',
    }))
    writeLock({ children })
  }
  const watch = (name, start) =>
    supervise({
      name,
      start,
      running,
      onChange,
      say,
      giveUp: () => stop(1),
      log: path.join(DATA, 'logs', `${name}.log`),
    })
  watch('web', (log) => web(env, port, log))
  if (exists('dist/worker.mjs')) watch('worker', (log) => worker(env, log))
}

/** Made before the first byte that it encrypts; data without its keys are not answered with new keys. */
function requireKeys() {
  const file = path.join(DATA, 'keyring.json')
  if (process.env.DATABASE_URL || process.env.HABEAS_KEYRING || process.env.HABEAS_KEYRING_FILE) return
  if (exists('.data/postgres/data') && !fs.existsSync(file))
    throw new Error(
      `${file} is missing, and the data are encrypted with it: put it back, or start over with \`npm run reset\`.`,
    )
  keyring(file)
}

async function main() {
  const lock = await takeLock()
  if (lock.held) {
    say(
      `Habeas already runs from this folder (process ${lock.held.pid})${lock.held.url ? `: ${lock.held.url}` : ', still starting.'}`,
    )
    return process.exit(1)
  }
  lock.notes.forEach(say)
  requireKeys()
  const found = await databases()
  await buildAll()
  const port = await portFor('Habeas', Number(process.env.PORT ?? 3000))
  const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`
  const mail = await mailServer(process.env)
  const env = productEnv({ dir: DATA, databases: found, publicUrl, smtpUrl: mail.smtpUrl })
  const sample = found.sampleOwner ? sampleEnv(DATA, found) : null
  rememberEnv(env, sample)
  await deployAll({ ownerUrl: found.owner, env, sample, say })
  launch(env, port)
  await waitFor(`http://127.0.0.1:${port}/api/health`, () => running.stopping)
  writeLock({ url: publicUrl })
  say(
    welcome({
      publicUrl,
      mailUrl: mail.webUrl,
      sample: found.sampleOwner,
      signIns: sample ? readSignIns(sample.HABEAS_SIGN_INS_FILE) : [],
    }),
  )
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
await main().catch(async (error) => {
  if (running.stopping) return
  console.error(error.message)
  await stop(1)
})
