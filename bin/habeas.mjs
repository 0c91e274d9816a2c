#!/usr/bin/env node
// The command line from a checkout: dependencies and bundle are made when missing, then dist/habeas.mjs gets the arguments.
import './ensure-deps.mjs' // builtins only; what follows needs node_modules

const { runCommandLine } = await import('./run/command-line.mjs')
process.exit(await runCommandLine(process.argv.slice(2)))
