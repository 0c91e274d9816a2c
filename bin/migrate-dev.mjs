// Development: `new <name>` writes a migration from prisma/*.prisma, `check` fails where they disagree.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { at, handOver } = await import('./run/lib.mjs')
handOver(at('bin/run/migrate-dev.mjs'))
