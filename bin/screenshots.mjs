// `npm run screenshots`: the README's pictures, from the running product with its sample company.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules
import './run/die-with-parent.mjs'

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/screenshots.mjs'))
