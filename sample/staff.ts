// Who works at the sample company's desk. The passwords are for this machine only and printed at the start.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { installer } from '@/lib/auth/command-line-actor'
import { mintStaff } from '@/lib/auth/mint-staff'
import type { StaffActor, StaffRole } from '@/lib/domain/actor'
import { db } from '@/lib/platform/db/client'
import { addUser } from '@/lib/workflow/add-user'

export type SignIn = { role: StaffRole; email: string; password: string }

const people: { role: StaffRole; name: string; email: string }[] = [
  { role: 'dpo', name: 'Claire Vasseur', email: 'claire.vasseur@tramontane.example' },
  { role: 'dpo', name: 'Hugo Almeida', email: 'hugo.almeida@tramontane.example' },
  { role: 'agent', name: 'Inès Carpentier', email: 'ines.carpentier@tramontane.example' },
  { role: 'auditor', name: 'Rainer Vogt', email: 'rainer.vogt@tramontane.example' },
  { role: 'administrator', name: 'Ada Moreau', email: 'ada.moreau@tramontane.example' },
  { role: 'colleague', name: 'Teresa Nunes', email: 'teresa.nunes@tramontane.example' },
]

const password = () => randomBytes(12).toString('base64url')

function signIns(file: string): SignIn[] {
  if (!existsSync(file)) {
    const made = people.map(({ role, email }) => ({ role, email, password: password() }))
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as SignIn[]
}

/** `keeper`: of the paper archive. */
export type Desk = { dpo: StaffActor; secondDpo: StaffActor; agent: StaffActor; keeper: StaffActor }

/** Adds whoever is missing; the first one as the installation itself, which may do that only once. */
export async function staffTheDesk(file: string): Promise<Desk> {
  const known = signIns(file)
  for (const person of people) {
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
  const [dpo, secondDpo, agent, keeper] = await Promise.all([colleague(0), colleague(1), colleague(2), colleague(5)])
  return { dpo, secondDpo, agent, keeper }
}

async function colleague(index: number): Promise<StaffActor> {
  return mintStaff(await db.staffUser.findUniqueOrThrow({ where: { email: people[index]?.email ?? '' } }))
}
