// `npm test`: checks → build → servers → tests against them → journeys in a browser, and the sum of it as the last line.
import fs from 'node:fs'
import { buildAll } from './build.mjs'
import { check, vitest } from './check.mjs'
import { ensureChromium } from './chromium.mjs'
import { at, exists, moduleFile } from './lib.mjs'
import { startPg, wipePg } from './pg.mjs'
import { makeStand } from './stand.mjs'
import { inWords, playwrightCounts, reportFile, step } from './steps.mjs'
import { ownDir, sweepLeftovers } from './test-dirs.mjs'

const FAST = '-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300'
const total = { passed: 0, failed: 0, skipped: [] }
const cleanUp = []

function add({ passed, failed, skipped = [], ok = true }) {
  total.passed += passed
  total.skipped.push(...skipped)
  total.failed += Math.max(failed, ok ? 0 : 1)
}

async function checks() {
  const dir = ownDir('check')
  cleanUp.push(() => wipePg(dir))
  const server = await startPg({ dir, port: 0, flags: FAST })
  add(await check(server.url('postgres')))
  await wipePg(dir)
}

/** What a journey's failure needs to be understood, kept after the stand is gone. */
function keepLogs(dir) {
  for (const name of ['web', 'worker'])
    if (fs.existsSync(`${dir}/${name}.log`)) fs.copyFileSync(`${dir}/${name}.log`, at('test-results', `${name}.log`))
}

async function journeys(env) {
  if (!exists('e2e/journeys')) return
  const browser = await ensureChromium()
  if (!browser) {
    console.log('FAIL  journeys       no Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH')
    add({ passed: 0, failed: 1 })
    return
  }
  const file = reportFile('journeys')
  const args = [moduleFile('@playwright/test', 'cli.js'), 'test', '--reporter=list,json']
  const given = { ...env, NODE_ENV: 'test', CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const ok = await step('journeys', args, { env: given, note: () => inWords(playwrightCounts(file)) })
  add({ ok, ...playwrightCounts(file) })
}

async function main() {
  await sweepLeftovers()
  await checks()
  await buildAll()
  const dir = ownDir('run')
  const stand = await makeStand({ dir, flags: FAST })
  cleanUp.push(stand.close)
  try {
    // Only the server: each test file makes a product of its own, and must not inherit this one's keys.
    add(await vitest('integration', { TEST_PG_URL: stand.env.TEST_PG_URL, NODE_ENV: 'test' }))
    await journeys(stand.env)
  } finally {
    keepLogs(dir)
  }
}

async function finish(code) {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void finish(130))
await main().catch((error) => {
  console.error(error.message)
  total.failed += 1
})
for (const name of total.skipped) console.log(`SKIPPED  ${name}`)
console.log(inWords(total))
await finish(total.failed === 0 ? 0 : 1)
