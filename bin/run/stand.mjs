// The whole product on ports of its own, with the sample company, for tests and benchmarks.
import { randomInt } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { prepareDatabases } from './databases.mjs'
import { endAll, exists, waitFor, web, worker } from './lib.mjs'
import { startMailCatcher } from './mail-catcher.mjs'
import { startPg, wipePg } from './pg.mjs'
import { freePort } from './port.mjs'
import { deployAll, productEnv, readSignIns, sampleEnv } from './services.mjs'

/** A test must not depend on what the machine's owner happens to have set. */
const OURS =
  /^(HABEAS_(?!TEST_DATA)|DATABASE_URL|MIGRATION_DATABASE_URL|SAMPLE_|SMTP_URL|MAIL_FROM|PUBLIC_URL|NEXTAUTH_|PORT$|HOST$|LOG_LEVEL)/
const cleanEnv = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)))

/**
 * @param {{dir: string, flags?: string, services?: boolean | 'web', company?: boolean}} options services: web and worker too,
 *   or the web alone; company: the sample company, which takes most of the time
 */
export async function makeStand({ dir, flags = '', services = true, company = true }) {
  const children = []
  const server = await startPg({ dir: path.join(dir, 'postgres'), port: 0, flags })
  const mail = await startMailCatcher()
  const close = async () => {
    await endAll(children)
    await mail.close()
    await wipePg(path.join(dir, 'postgres'))
    fs.rmSync(dir, { recursive: true, force: true })
  }
  try {
    const databases = await prepareDatabases(server, dir)
    // Anywhere below the range of outgoing connections: another run on this machine that starts now must not get the same.
    const port = await freePort(randomInt(20_000, 30_000))
    const publicUrl = `http://localhost:${port}`
    const env = productEnv({ dir, databases, publicUrl, smtpUrl: mail.smtpUrl, given: cleanEnv() })
    const sample = sampleEnv(dir, databases)
    await deployAll({ ownerUrl: databases.owner, env, sample: company ? sample : null, say: () => {} })
    if (services) {
      const log = (name) => fs.openSync(path.join(dir, `${name}.log`), 'a')
      children.push(web(env, port, log('web')))
      if (services !== 'web' && exists('dist/worker.mjs')) children.push(worker(env, log('worker')))
      await waitFor(`${publicUrl}/api/health`, () => children.some((child) => child.exitCode !== null))
    }
    const testEnv = {
      ...env,
      ...sample,
      TEST_PG_URL: server.url('postgres'),
      MIGRATION_DATABASE_URL: databases.owner,
      BASE_URL: publicUrl,
      MAIL_URL: mail.webUrl,
      SIGN_INS: JSON.stringify(readSignIns(sample.HABEAS_SIGN_INS_FILE)),
    }
    return { env: testEnv, server, children, close }
  } catch (error) {
    for (const name of ['web', 'worker']) {
      const file = path.join(dir, `${name}.log`)
      if (fs.existsSync(file)) console.error(fs.readFileSync(file, 'utf8').slice(-3000))
    }
    await close()
    throw error
  }
}
