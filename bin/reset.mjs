// `npm run reset`: removes the data of `npm start`, after asking.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/reset.mjs'))
