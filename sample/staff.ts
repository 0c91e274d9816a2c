// Who works at the sample company's desk. The passwords are for this machine only and printed at the start.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { installer } from '@/lib/auth/command-line-actor'
import { mintStaff } from '@/lib/auth/mint-staff'
import type { StaffActor, StaffRole } from '@/lib/domain/actor'
import { db } from '@/lib/platform/db/client'
import { addUser } from '@/lib/workflow/add-user'

export type SignIn = { role: StaffRole; email: string; password: string }

type Person = { role: StaffRole; name: string; email: string; controller?: string }

const people: Person[] = [
  { role: 'dpo', name: 'Claire Vasseur', email: 'claire.vasseur@tramontane.example' },
  { role: 'dpo', name: 'Hugo Almeida', email: 'hugo.almeida@tramontane.example' },
  { role: 'agent', name: 'Inès Carpentier', email: 'ines.carpentier@tramontane.example' },
  { role: 'auditor', name: 'Rainer Vogt', email: 'rainer.vogt@tramontane.example' },
  { role: 'administrator', name: 'Ada Moreau', email: 'ada.moreau@tramontane.example' },
  { role: 'colleague', name: 'Teresa Nunes', email: 'teresa.nunes@tramontane.example' },
]
/** They answer for controllers of the data map, so they come once that stands. */
const controllers: Person[] = [
  {
    role: 'controller',
    name: 'Benoît Lasserre',
    email: 'benoit.lasserre@tramontane.example',
    controller: 'tramontane-fr',
  },
  {
    role: 'controller',
    name: 'Nadia Roussel',
    email: 'nadia.roussel@mistral-voyages.example',
    controller: 'mistral-voyages',
  },
]

const password = () => randomBytes(12).toString('base64url')

function signIns(file: string): SignIn[] {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SignIn[]) : []
  const missing = [...people, ...controllers].filter(({ email }) => !known.some((one) => one.email === email))
  if (missing.length === 0) return known
  const all = [...known, ...missing.map(({ role, email }) => ({ role, email, password: password() }))]
  writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600 })
  return all
}

/** `keeper`: of the paper archive. */
export type Desk = { dpo: StaffActor; secondDpo: StaffActor; agent: StaffActor; keeper: StaffActor }

/** Adds whoever is missing; the first one as the installation itself, which may do that only once. */
export async function staffTheDesk(file: string): Promise<Desk> {
  await add(people, signIns(file))
  const [dpo, secondDpo, agent, keeper] = await Promise.all([colleague(0), colleague(1), colleague(2), colleague(5)])
  return { dpo, secondDpo, agent, keeper }
}

export const staffTheControllers = (file: string): Promise<void> => add(controllers, signIns(file))

async function add(these: Person[], known: SignIn[]): Promise<void> {
  for (const person of these) {
    if (await db.staffUser.findUnique({ where: { email: person.email } })) continue
    const first = await db.staffUser.findFirst({ where: { role: 'dpo' } })
    const actor = first ? mintStaff(first) : await installer()
    const secret = known.find(({ email }) => email === person.email)?.password
    if (!actor || !secret) throw new Error('the desk is staffed by somebody else already')
    const added = await addUser(actor, { ...person, password: secret })
    if (!added.ok) throw new Error(`a colleague was refused: ${added.reason}`)
    // Nobody handed it over: it stands in a file of whoever tries the sample, who is all of these people.
    await db.staffUser.update({ where: { id: added.userId }, data: { createdBy: null } })
  }
}

async function colleague(index: number): Promise<StaffActor> {
  return mintStaff(await db.staffUser.findUniqueOrThrow({ where: { email: people[index]?.email ?? '' } }))
}
