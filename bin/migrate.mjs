// `npm run migrate`: brings the database up to this version. Safe to run by several machines at once.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/migrate.mjs'))
