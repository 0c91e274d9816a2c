// What `npm start` and `npm test` have in common: databases, environment, deploy step, seed.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { deploy } from '../../lib/platform/migrate-deploy.ts'
import { at, exists, NODE, ROOT } from './lib.mjs'
import { keyring, sessionSecret } from './secrets.mjs'

/** The environment of web, worker and command line; what the user set wins. The owner's URL is not in it. */
export function productEnv({ dir, databases, publicUrl, smtpUrl, given = process.env }) {
  return {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: given.PUBLIC_URL ?? publicUrl,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? sessionSecret(path.join(dir, 'session-secret')),
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Privacy desk <privacy@tramontane.example>',
    ...(given.HABEAS_KEYRING
      ? {}
      : { HABEAS_KEYRING_FILE: given.HABEAS_KEYRING_FILE ?? keyring(path.join(dir, 'keyring.json')) }),
    HABEAS_STORAGE_DIR: path.join(dir, 'storage'),
    ...given,
    ...(databases.app ? { DATABASE_URL: databases.app } : {}),
    MIGRATION_DATABASE_URL: undefined,
  }
}

/** Of the sample company: its owner's URL for the generator, and the role that Habeas connects with. */
export const sampleEnv = (dir, databases) => ({
  SAMPLE_DATABASE_URL: databases.sampleOwner,
  SAMPLE_CONNECTOR_URL: databases.sampleConnector,
  HABEAS_SIGN_INS_FILE: path.join(dir, 'sign-ins.json'),
})

function runSeed(env) {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, [at('dist/seed.mjs')], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk
      })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The sample data could not be made:\n${output}`)),
    )
  })
}

/** Migrations → queue → rights → sample data. */
export async function deployAll({ ownerUrl, env, sample, say }) {
  const migrationsDir = at('prisma/migrations')
  await deploy({ ownerUrl, runtimeUrl: env.DATABASE_URL, migrationsDir, say })
  if (sample && exists('dist/seed.mjs')) await runSeed({ ...env, ...sample })
}

export function readSignIns(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : []
}
