// `npm run check`: form, types, who imports whom, dead code, migrations, unit tests.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/check.mjs'))
