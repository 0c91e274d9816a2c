// `npm run bench [name …]`: runs bench/*.ts one after the other against a private PostgreSQL that keeps its promises (fsync on).
// Files named http-*.ts get a web process too (BASE_URL), and no worker: what waits in the queue is not what they measure.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { buildAll, buildBundles } from './build.mjs'
import { at, ended, exists, NODE, ROOT, SMALL_NURSERY } from './lib.mjs'
import { makeStand } from './stand.mjs'
import { ownDir, sweepLeftovers } from './test-dirs.mjs'

async function compile(name) {
  const { build } = await import('esbuild')
  const outfile = at('dist/bench', `${name}.mjs`)
  await build({
    absWorkingDir: ROOT,
    entryPoints: [`bench/${name}.ts`],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    alias: { '@': ROOT },
    loader: { '.sql': 'text', '.yaml': 'text' },
    outfile,
    logLevel: 'warning',
  })
  return outfile
}

const services = (name) => name.startsWith('http-') && 'web'

async function run(name) {
  const file = await compile(name)
  // What asks no web process makes a company of its own size.
  const stand = await makeStand({ dir: ownDir('bench'), services: services(name), company: Boolean(services(name)) })
  try {
    console.log(`\n${name}`)
    // Not spawnSync: the mail server that letters go to lives in this process.
    const env = { LOG_LEVEL: 'silent', ...stand.env }
    // As the worker runs, whose work it does.
    const child = spawn(NODE, [SMALL_NURSERY, '--enable-source-maps', file], { cwd: ROOT, stdio: 'inherit', env })
    await ended(child)
    return child.exitCode === 0
  } finally {
    await stand.close()
  }
}

const wanted = process.argv.slice(2)
const all = (exists('bench') ? fs.readdirSync(at('bench')) : [])
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))
const unknown = wanted.find((name) => !all.includes(name))
if (unknown) {
  console.error(`No benchmark is called ${unknown}: ${all.join(', ')}`)
  process.exit(1)
}
const chosen = wanted.length ? wanted : all
await sweepLeftovers()
await (chosen.some(services) ? buildAll() : buildBundles())
let failed = 0
for (const name of chosen) if (!(await run(name))) failed += 1
process.exit(failed ? 1 : 0)
