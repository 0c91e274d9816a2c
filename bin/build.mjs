// `npm run build`: the web application and the bundles of worker and command line.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/build.mjs'))
