// `npm run check`: one line for each check; all are run, the worst decides.
import { generateClient } from './build.mjs'
import { at, exists, moduleFile, NEXT } from './lib.mjs'
import { startPg, wipePg } from './pg.mjs'
import { inWords, reportFile, step, vitestCounts } from './steps.mjs'

const BIN = {
  biome: moduleFile('@biomejs/biome', 'bin/biome'),
  depcruise: moduleFile('dependency-cruiser', 'bin/dependency-cruise.mjs'),
  knip: moduleFile('knip', 'bin/knip.js'),
  tsc: moduleFile('typescript', 'bin/tsc'),
  vitest: moduleFile('vitest', 'vitest.mjs'),
}
const ROOMS = ['app', 'bench', 'bin', 'components', 'e2e', 'lib', 'sample', 'test', 'proxy.ts', 'instrumentation.ts']

export async function vitest(project, env) {
  const file = reportFile(project)
  const args = [
    BIN.vitest,
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const ok = await step(`${project} tests`, args, { env, note: () => inWords(vitestCounts(file)) })
  return { ok, ...vitestCounts(file) }
}

/** @returns {Promise<{passed: number, failed: number}>} a failed check counts like a failed test */
export async function check(pgUrl) {
  await generateClient()
  const results = []
  const run = async (...args) => results.push(await step(...args))
  await run('biome', [BIN.biome, 'check', '--error-on-warnings', '.'])
  // Next writes the types of styles and routes; a fresh clone has none yet.
  if (!exists('next-env.d.ts')) await run('next types', [NEXT, 'typegen'])
  await run('types', [BIN.tsc, '--noEmit', '-p', '.'])
  const rooms = ROOMS.filter((room) => exists(room))
  await run('who imports', [BIN.depcruise, '--config', '.dependency-cruiser.cjs', ...rooms])
  await run('dead code', [BIN.knip])
  await run('migrations', [at('bin/run/migrate-dev.mjs'), 'check'], { env: { TEST_PG_URL: pgUrl } })
  const unit = await vitest('unit', { TEST_PG_URL: pgUrl })
  const failed = results.filter((ok) => !ok).length + Math.max(unit.failed, unit.ok ? 0 : 1)
  return { passed: unit.passed, failed, skipped: unit.skipped }
}

async function main() {
  const dir = at('.data/test', `check-${process.pid}`)
  const server = await startPg({ dir, port: 0, flags: '-c fsync=off -c max_connections=200' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void wipePg(dir).then(() => process.exit(130)))
  try {
    return (await check(server.url('postgres'))).failed === 0 ? 0 : 1
  } finally {
    await wipePg(dir)
  }
}

if (import.meta.main)
  process.exit(
    await main().catch((error) => {
      console.error(error.message)
      return 1
    }),
  )
