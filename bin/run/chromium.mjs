// A Chromium for the browser journeys: found, or installed by the system's packages, or by Playwright.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { moduleFile, NODE } from './lib.mjs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Ubuntu's package is a stub that only asks for a snap: what does not answer is not there. */
const answers = (file) => fs.existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0

async function findChromium() {
  const { chromium } = await import('@playwright/test')
  const places = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...PLACES]
  return places.find((file) => file && answers(file)) ?? null
}

const debianLike = () =>
  fs.existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(fs.readFileSync('/etc/os-release', 'utf8'))

function byPackages() {
  if (process.getuid?.() !== 0 || !debianLike()) return
  console.log('Installing Chromium (apt-get) …')
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation')
}

function byPlaywright() {
  console.log('Installing Chromium (playwright install) …')
  spawnSync(NODE, [moduleFile('@playwright/test', 'cli.js'), 'install', 'chromium'], { stdio: 'ignore' })
}

/** @returns {Promise<string | null>} its path */
export async function ensureChromium() {
  for (const install of [() => {}, byPackages, byPlaywright]) {
    install()
    const found = await findChromium()
    if (found) return found
  }
  return null
}
