// prisma generate → next build → bundles of worker, command line and seed. Each piece is skipped while its sources are unchanged.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { at, exists, moduleFile, NEXT, NODE, ROOT } from './lib.mjs'

const SETTINGS = ['package-lock.json', 'tsconfig.json']
const SHARED = ['lib', 'messages', 'prisma', ...SETTINGS]
const WEB = [
  'app',
  'components',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  ...SHARED,
]
export const BUNDLES = {
  worker: 'bin/worker/main.ts',
  habeas: 'bin/habeas/main.ts',
  seed: 'sample/seed.ts',
}

function hashTree(hash, file) {
  if (!fs.existsSync(file)) return
  if (!fs.statSync(file).isDirectory()) {
    hash.update(path.relative(ROOT, file)).update(fs.readFileSync(file))
    return
  }
  for (const name of fs.readdirSync(file).sort())
    if (name !== 'generated' && !/\.test\.tsx?$/.test(name)) hashTree(hash, path.join(file, name))
}

function fingerprint(sources) {
  const hash = createHash('sha256')
  for (const source of sources) hashTree(hash, at(source))
  return hash.digest('hex')
}

/** Runs `make` unless the stamp says that it ran for these very sources; a killed run leaves no stamp. */
async function once(name, sources, product, make) {
  const stamp = at('dist', `.${name}`)
  const want = fingerprint(sources)
  if (exists(product) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === want) return
  fs.rmSync(stamp, { force: true })
  await make()
  fs.mkdirSync(at('dist'), { recursive: true })
  fs.writeFileSync(stamp, want)
}

function run(args, env) {
  const done = spawnSync(NODE, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  if (done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`.trim() || String(done.error))
}

export const generateClient = () =>
  once('client', ['prisma', 'prisma.config.ts', 'package-lock.json'], 'lib/platform/db/generated', () => {
    if (exists('prisma/schema.prisma')) run([moduleFile('prisma', 'build/index.js'), 'generate'])
  })

export const buildWeb = () =>
  once('web', WEB, '.next/BUILD_ID', () => {
    console.error('Building the web application …')
    run([NEXT, 'build'], { NODE_ENV: 'production' })
  })

async function bundle(name, entry) {
  if (!exists(entry)) return
  const sources = [path.dirname(entry), ...SHARED]
  await once(name, sources, `dist/${name}.mjs`, async () => {
    // esbuild's API: with install scripts enabled its bin would be a native binary instead of a script
    const { build } = await import('esbuild')
    await build({
      absWorkingDir: ROOT,
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      packages: 'external',
      alias: { '@': ROOT },
      loader: { '.sql': 'text', '.yaml': 'text' },
      sourcemap: true,
      outfile: `dist/${name}.mjs`,
      logLevel: 'warning',
    })
  })
}

/** @param {string[]} [names] which bundles */
export async function buildBundles(names = Object.keys(BUNDLES)) {
  await generateClient()
  for (const name of names) await bundle(name, BUNDLES[name])
}

export async function buildAll() {
  await buildBundles()
  if (exists('app')) await buildWeb()
}

const PIECES = ['client', 'web', ...Object.keys(BUNDLES)]

async function main(names) {
  const unknown = names.find((name) => !PIECES.includes(name))
  if (unknown) throw new Error(`No piece is called ${unknown}: ${PIECES.join(', ')}`)
  if (names.length === 0) return buildAll()
  if (names.includes('client')) await generateClient()
  await buildBundles(names.filter((name) => Object.hasOwn(BUNDLES, name)))
  if (names.includes('web')) await buildWeb()
}

if (import.meta.main)
  await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
