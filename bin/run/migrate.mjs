import { deploy } from '../../lib/platform/migrate-deploy.ts'
import { at } from './lib.mjs'

const runtimeUrl = process.env.DATABASE_URL
const ownerUrl = process.env.MIGRATION_DATABASE_URL ?? runtimeUrl
if (!runtimeUrl || !ownerUrl) {
  console.error('DATABASE_URL is missing: which database shall be migrated?')
  process.exit(1)
}
try {
  await deploy({ ownerUrl, runtimeUrl, migrationsDir: at('prisma/migrations'), say: console.log })
  console.log('The database is up to date.')
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
