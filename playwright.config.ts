import { defineConfig, devices } from '@playwright/test'

const root = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e/journeys',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // One worker: the journeys share one company and one inbox, and the machine's cores with the servers they test.
  workers: 1,
  forbidOnly: true,
  outputDir: 'test-results',
  use: {
    baseURL: process.env.BASE_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: root ? ['--no-sandbox'] : [] },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', grep: /@phone/, use: { ...devices['Pixel 7'], locale: 'en-GB' } },
  ],
})
