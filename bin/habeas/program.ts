import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { deadlineCommand } from './commands/deadline'
import { erasuresCommands } from './commands/erasures'
import { evidenceCommands } from './commands/evidence'
import { mapCommands } from './commands/map'
import { requestCommands } from './commands/request'
import { rulesCommands } from './commands/rules'
import { suppressionCommands } from './commands/suppression'
import { systemCommands } from './commands/system'
import { tokenCommands } from './commands/token'
import { userCommands } from './commands/user'
import { type Answer, endingOf, exitCodes } from './endings'
import type { Run } from './leaf'
import type { Terminal } from './terminal'

const about = `Habeas at the command line: the same verbs, permissions and evidence as at the desk.

Exit codes: 0 done, 1 refused, 2 wrong usage or input, 3 a system or the database is away, 4 a fault.`

const families = [
  requestCommands,
  systemCommands,
  mapCommands,
  rulesCommands,
  erasuresCommands,
  evidenceCommands,
  userCommands,
  suppressionCommands,
  tokenCommands,
  deadlineCommand,
]

/** @returns the exit code. Nothing is thrown, nothing ends the process. */
export async function runProgram(argv: string[], terminal: Terminal): Promise<number> {
  const json = argv.includes('--json')
  try {
    await buildProgram({ terminal, answer: (answer, asJson) => show(terminal, answer, asJson) }).parseAsync(argv, {
      from: 'user',
    })
    return exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput
    const { ending, reason, lines, facts } = endingOf(error)
    if (json) terminal.out(JSON.stringify({ ok: false, reason, message: lines.join('\n'), ...facts }, null, 2))
    else for (const line of lines) terminal.err(line)
    return exitCodes[ending]
  }
}

export function buildProgram(run: Run): Command {
  const program = new Command('habeas')
    .description(about)
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => run.terminal.out(text.trimEnd()),
      writeErr: (text) => run.terminal.err(text.trimEnd()),
    })
    .showHelpAfterError('Try --help.')
  // Sub-commands copy the settings above when they are made.
  for (const family of families) family(program, run)
  return program
}

function show(terminal: Terminal, { lines, json }: Answer, asJson: boolean): void {
  terminal.out(asJson ? JSON.stringify(json, null, 2) : lines.join('\n'))
}
