// The one door for staff, at the desk and at the command line. Whatever is wrong, the answer and its time are the same.
import type { StaffActor } from '../domain/actor'
import { parseEmail } from '../domain/contact-address'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { db, inTransaction } from '../platform/db/client'
import { blindIndex, evidenceDigest } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { log } from '../platform/log'
import { LONGEST_PASSWORD, passwordMatches } from '../platform/password'
import { deviceOf, signDevice } from './device'
import { publicActorOf } from './mint-public'
import { mintStaff } from './mint-staff'
import { forgetTries, type Knock, mayTell, mayTry } from './sign-in-limits'

export type SignIn = {
  email: string
  password: string
  /** The `x-forwarded-for` header, believed only from trusted proxies; null at the command line. */
  forwardedFor: string | null
  /** The cookie of a device where somebody signed in before. */
  deviceCookie?: string | null
  /** Whoever sits there holds the keys anyway: no stranger's tries lock the door to it. */
  atCommandLine?: boolean
}
/** `device`: what the device shows next time. */
export type SignedIn = { actor: StaffActor; sessionVersion: number; device: string }

export async function signIn(given: SignIn): Promise<Outcome<SignedIn, 'sign-in-refused' | 'too-many-tries'>> {
  const name = userNameOf(given.email)
  const visitor = publicActorOf(given.forwardedFor)
  const account = blindIndex('email', name)
  const device = given.atCommandLine ? 'command-line' : deviceOf(account, given.deviceCookie)
  const knock: Knock = { account, network: visitor.network, device }
  const tries = await mayTry(knock)
  if (tries === null) {
    log.warn('sign-in-limit', { reason: 'too-many-tries' })
    return refuse('too-many-tries')
  }
  const user = await db.staffUser.findUnique({ where: { email: name } })
  const password = given.password.length <= LONGEST_PASSWORD ? given.password : ''
  const right = await passwordMatches(user?.passwordHash ?? null, password)
  if (!user || !right || user.disabledAt) {
    const reason = !user ? 'unknown-user' : right ? 'disabled' : 'wrong-password'
    const body = { userId: user?.id ?? null, nameDigest: evidenceDigest(name), reason, tries }
    if (await mayTell(knock, user !== null))
      await inTransaction((tx) => appendEvidence(tx, { actor: visitor, event: evidence('sign-in.refused', body) }))
    return refuse('sign-in-refused')
  }
  await forgetTries(knock)
  const actor = mintStaff(user)
  await inTransaction((tx) => appendEvidence(tx, { actor, event: evidence('signed-in', { userId: user.id }) }))
  return { ok: true, actor, sessionVersion: user.sessionVersion, device: signDevice(account) }
}

/** As the verb `add-user` stored it; what is no address is nobody's, and takes as long. */
function userNameOf(typed: string): string {
  const email = parseEmail(typed.trim())
  return email.ok ? email.value.normalised : typed.trim().toLowerCase().slice(0, 254)
}
