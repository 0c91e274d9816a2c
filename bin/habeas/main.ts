import './quiet'
import { disconnect } from '@/lib/platform/db/client'
import { stopQueue } from '@/lib/platform/queue'
import { closeSystems } from '@/lib/workflow/open-system'
import { runProgram } from './program'
import { processTerminal } from './terminal'

process.exitCode = await runProgram(process.argv.slice(2), processTerminal())
await Promise.allSettled([closeSystems(), stopQueue(), disconnect()])
