import type { Command } from 'commander'
import { group, type Run } from '../leaf'
import { findingCommands } from './request-find'
import { planCommands } from './request-plan'
import { runCommand } from './request-run'
import { submitCommands } from './request-submit'

export function requestCommands(program: Command, run: Run): void {
  const family = group(program, 'request', 'requests: enter, look, decide, plan, approve, carry out')
  submitCommands(family, run)
  findingCommands(family, run)
  planCommands(family, run)
  runCommand(family, run)
}
