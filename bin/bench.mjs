// `npm run bench`: measured comparisons on a private PostgreSQL.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/bench.mjs'))
