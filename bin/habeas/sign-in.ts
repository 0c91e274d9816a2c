import { commandLineActor } from '@/lib/auth/command-line-actor'
import type { StaffActor } from '@/lib/domain/actor'
import { verifyKeyCheck } from '@/lib/platform/keys'
import { accepted, badInput } from './endings'
import type { Terminal } from './terminal'

/** Who acts. */
export const signIn = async (terminal: Terminal, as: string | undefined): Promise<StaffActor> =>
  (await signInWith(terminal, as)).actor

type SignedIn = { actor: StaffActor /** For the verb that changes it. */; password: string }

/** Who acts, proven by the password. Never as an argument: arguments are read by every process of the machine. */
export async function signInWith(terminal: Terminal, as: string | undefined): Promise<SignedIn> {
  const email = as ?? terminal.env.HABEAS_USER
  if (!email) throw badInput('Say who you are: --as dpo@example.com, or HABEAS_USER.')
  await verifyKeyCheck()
  const password = terminal.env.HABEAS_PASSWORD ?? (await terminal.askSecret(`Password of ${email}: `))
  if (password === null) throw badInput('No terminal to ask for the password: set HABEAS_PASSWORD.')
  return { actor: accepted(await commandLineActor({ email, password })).actor, password }
}
