import { defineConfig } from 'vitest/config'

const alias = { '@': import.meta.dirname }
const globalSetup = ['./test/support/global-postgres.ts', './test/support/global-mariadb.ts']

export default defineConfig({
  test: {
    // Every project talks to the real PostgreSQL: TEST_PG_URL is there for all of them. A MariaDB starts when first asked.
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            'lib/**/*.test.ts',
            'components/**/*.test.{ts,tsx}',
            'app/**/*.test.{ts,tsx}',
            'sample/**/*.test.ts',
          ],
          globalSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/**/*.test.ts'],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
