// `npm test`: checks, unit tests, tests against real servers, journeys in a browser.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules
import './run/die-with-parent.mjs'

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/test.mjs'))
