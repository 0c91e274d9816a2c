import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { installer } from '@/lib/auth/command-line-actor'
import type { StaffActor } from '@/lib/domain/actor'
import { verifyKeyCheck } from '@/lib/platform/keys'
import { addUser } from '@/lib/workflow/add-user'
import { changePassword } from '@/lib/workflow/change-password'
import { accepted, badInput, CommandEnds } from '../endings'
import { group, leaf, type Run } from '../leaf'
import { signIn, signInWith } from '../sign-in'
import type { Terminal } from '../terminal'

type Options = { name: string; role: string; controller?: string; generate?: boolean; first?: boolean; as?: string }

export function userCommands(program: Command, run: Run): void {
  const family = group(program, 'user', 'colleagues who may sign in')
  leaf<Options>(family, run, {
    name: 'add <email>',
    summary: 'adds a colleague; the password is asked, taken from HABEAS_NEW_PASSWORD, or made',
    examples: [
      'user add dpo@example.com --name "Ana Silva" --role dpo --first',
      'user add agent@example.com --name "Luc Petit" --role agent --generate --as dpo@example.com',
    ],
    options: (command) =>
      command
        .requiredOption('--name <name>', 'of the colleague')
        .requiredOption('--role <role>', 'dpo, agent, auditor, administrator, colleague or controller')
        .option('--controller <key>', 'whose data a controller decides about: its key in the data map')
        .option('--generate', 'makes a password and shows it once')
        .option('--first', 'where nobody can sign in yet: needs nobody’s name')
        .option('--as <email>', 'who you are (or HABEAS_USER); the password is asked, or HABEAS_PASSWORD'),
    work: async ({ args, options, terminal }) => {
      const [email = ''] = args
      const actor = options.first ? await firstActor() : await signIn(terminal, options.as)
      const password = options.generate ? randomBytes(15).toString('base64url') : await newPassword(terminal, email)
      const { name, role, controller } = options
      const whose = controller === undefined ? {} : { controller }
      const { userId } = accepted(await addUser(actor, { email, name, role, password, ...whose }))
      const made = options.generate ? { password } : {}
      const lines = [`${email} may sign in as ${role}.`, ...(options.generate ? [`Password: ${password}`] : [])]
      return { lines, json: { userId, role, ...made } }
    },
  })
  ownPassword(family, run)
}

type Own = { generate?: boolean; as?: string }

function ownPassword(family: Command, run: Run): void {
  leaf<Own>(family, run, {
    name: 'password',
    summary: 'changes your own password; the new one is asked, taken from HABEAS_NEW_PASSWORD, or made',
    examples: ['user password --as agent@example.com'],
    options: (command) =>
      command
        .option('--generate', 'makes a password and shows it once')
        .option('--as <email>', 'who you are (or HABEAS_USER); the password is asked, or HABEAS_PASSWORD'),
    work: async ({ options, terminal }) => {
      const { actor, password: current } = await signInWith(terminal, options.as)
      const next = options.generate ? randomBytes(15).toString('base64url') : await newPassword(terminal, actor.name)
      accepted(await changePassword(actor, { current, next }))
      const made = options.generate ? { password: next } : {}
      const lines = ['The password is changed.', ...(options.generate ? [`Password: ${next}`] : [])]
      return { lines, json: { userId: actor.userId, ...made } }
    },
  })
}

async function firstActor(): Promise<StaffActor> {
  await verifyKeyCheck()
  const actor = await installer()
  if (actor) return actor
  throw new CommandEnds('refused', 'not-first', ['Somebody can sign in already: use --as.'])
}

async function newPassword(terminal: Terminal, email: string): Promise<string> {
  const given = terminal.env.HABEAS_NEW_PASSWORD ?? (await terminal.askSecret(`New password for ${email}: `))
  if (given === null) throw badInput('Set HABEAS_NEW_PASSWORD, or use --generate.')
  return given
}
