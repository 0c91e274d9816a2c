// `npm run worker`: the worker process alone, in production. Several may run against one database.
import { at, exists, handOver, SMALL_NURSERY } from './run/lib.mjs'

if (!exists('dist/worker.mjs')) {
  console.error('Nothing is built yet: run `npm run build` first.')
  process.exit(1)
}
handOver(at('dist/worker.mjs'), [], { imports: [SMALL_NURSERY], env: { NODE_ENV: 'production', ...process.env } })
