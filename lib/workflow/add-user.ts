import { INSTALLATION, type StaffActor, type StaffRole, staffRoles } from '../domain/actor'
import { parseEmail } from '../domain/contact-address'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../platform/password'
import { mapIfAny } from './current-map'

/** `controller`: key in the data map, of whose data a `controller` decides. */
export type AddUser = { email: string; name: string; role: string; password: string; controller?: string }

const isRole = (text: string): text is StaffRole => (staffRoles as readonly string[]).includes(text)

export async function addUser(actor: StaffActor, input: AddUser): Promise<Outcome<{ userId: string }>> {
  if (!may(actor, 'manageUsers')) return refuse('not-permitted')
  const email = parseEmail(input.email)
  if (!email.ok) return refuse('bad-address')
  const name = input.name.trim()
  const { role, password } = input
  if (name === '' || name.length > 120) return refuse('name-missing')
  if (!isRole(role)) return refuse('unknown-role')
  if (password.length < SHORTEST_PASSWORD) return refuse('password-too-short', { shortest: SHORTEST_PASSWORD })
  if (password.length > LONGEST_PASSWORD) return refuse('password-too-long', { longest: LONGEST_PASSWORD })
  const controllerKey = role === 'controller' ? (input.controller ?? '') : null
  if (controllerKey !== null && !(await isController(controllerKey))) return refuse('unknown-controller')
  // Who installs Habeas chooses their own password; everybody else gets one that somebody else has seen.
  const createdBy = actor.userId === INSTALLATION ? null : actor.userId
  const passwordHash = await hashPassword(password)
  const userId = await inTransaction(async (tx) => {
    const data = { email: email.value.normalised, name, role, controllerKey, passwordHash, createdBy }
    const [made] = await tx.staffUser.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } })
    if (made) await appendEvidence(tx, { actor, event: evidence('user.added', { userId: made.id, role }) })
    return made?.id ?? null
  })
  return userId === null ? refuse('address-taken') : { ok: true, userId }
}

const isController = async (key: string): Promise<boolean> =>
  (await mapIfAny(db))?.controllers.some((controller) => controller.key === key) ?? false
