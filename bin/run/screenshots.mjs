// Builds, brings up a stand of its own, and lets the browser take the pictures of docs/screenshots.
import { buildAll } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { at, moduleFile } from './lib.mjs'
import { makeStand } from './stand.mjs'
import { step } from './steps.mjs'
import { ownDir, sweepLeftovers } from './test-dirs.mjs'

let stand = null

async function finish(code) {
  await stand?.close()
  process.exit(code)
}

async function main() {
  await sweepLeftovers()
  const browser = await ensureChromium()
  if (!browser) throw new Error('No Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH')
  await buildAll()
  stand = await makeStand({ dir: ownDir('run') })
  const args = [moduleFile('@playwright/test', 'cli.js'), 'test', '--config', at('e2e/screenshots.config.ts')]
  const env = { ...stand.env, NODE_ENV: 'test', CHROMIUM_PATH: browser }
  return (await step('screenshots', [...args, '--reporter=list'], { env })) ? 0 : 1
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void finish(130))
await finish(
  await main().catch((error) => {
    console.error(error.message)
    return 1
  }),
)
