// `npm start`: everything a machine needs to try Habeas, and one address at the end.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules
import './run/die-with-parent.mjs'

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/start.mjs'))
