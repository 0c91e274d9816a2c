// One command: its words, its options, its work. The frame prints, and turns every ending into an exit code.
import type { Command } from 'commander'
import type { StaffActor } from '@/lib/domain/actor'
import type { Answer } from './endings'
import { signIn } from './sign-in'
import type { Terminal } from './terminal'

/** What one run of the program shares. */
export type Run = { terminal: Terminal; answer: (answer: Answer, json: boolean) => void }

export type Spec<Options> = {
  /** `add <key>`, as commander reads it. */
  name: string
  summary: string
  /** Without the leading `habeas`. */
  examples: string[]
  options?: (command: Command) => Command
  work: (given: { args: string[]; options: Options; terminal: Terminal }) => Promise<Answer>
}
type StaffSpec<Options> = Omit<Spec<Options>, 'work'> & {
  work: (given: { args: string[]; options: Options; terminal: Terminal; actor: StaffActor }) => Promise<Answer>
}

export function group(parent: Command, name: string, summary: string): Command {
  return parent.command(name).description(summary).showHelpAfterError('Try --help for the options and examples.')
}

/** A command that needs nobody. */
export function leaf<Options extends object>(parent: Command, run: Run, spec: Spec<Options>): void {
  const command = parent.command(spec.name).description(spec.summary)
  command.option('--json', 'answer as JSON').showHelpAfterError('Try --help for the options and examples.')
  spec.options?.(command)
  command.addHelpText('after', `\nExamples:\n${spec.examples.map((line) => `  habeas ${line}`).join('\n')}`)
  command.action(async (...given: unknown[]) => {
    const options = command.opts<Options & { json?: boolean }>()
    run.answer(await spec.work({ args: words(given), options, terminal: run.terminal }), options.json === true)
  })
}

/** A command of a named colleague, who proves it; the verbs ask for the same permissions as the desk. */
export function staffLeaf<Options extends object>(parent: Command, run: Run, spec: StaffSpec<Options>): void {
  leaf<Options & { as?: string }>(parent, run, {
    ...spec,
    options: (command) => {
      spec.options?.(command)
      return command.option('--as <email>', 'who you are (or HABEAS_USER); the password is asked, or HABEAS_PASSWORD')
    },
    work: async ({ args, options, terminal }) => {
      const actor = await signIn(terminal, options.as)
      return spec.work({ args, options, terminal, actor })
    },
  })
}

/** Commander hands arguments first, then options and the command; a missing optional argument is undefined. */
const words = (given: unknown[]): string[] => given.flat().filter((one): one is string => typeof one === 'string')

export const collect = (value: string, before: string[] = []): string[] => [...before, value]
