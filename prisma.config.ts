import { defineConfig } from 'prisma/config'

// `prisma generate` works without the native engine, which would be a download: any executable satisfies its look-up.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL ?? 'postgresql://unused' },
})
