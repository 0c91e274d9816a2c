import { defineConfig } from '@playwright/test'
import journeys from '../playwright.config'

// Apart from the journeys: pictures prove nothing, so no test run has to make them.
export default defineConfig({
  ...journeys,
  testDir: '.',
  testMatch: 'screenshots.spec.ts',
  outputDir: '../test-results',
  projects: [{ name: 'screenshots' }],
})
