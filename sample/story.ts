// A dozen requests in different states, so that the desk is alive at first sight. Each one goes through the same verbs
// as a real one, at a clock that is moved; nobody of it is real, and the persons that the README names are left alone.
import { runRequest } from '@/bin/habeas/run-request'
import { publicActorOf } from '@/lib/auth/mint-public'
import type { Right } from '@/lib/domain/request/rights'
import { moveClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db/client'
import { openVault } from '@/lib/platform/request-vault'
import { type RequestSheet, requestSheet } from '@/lib/queries/request-sheet'
import { submitRequest as schema } from '@/lib/schemas/submit-request'
import { approvePlan } from '@/lib/workflow/approve-plan'
import { assignRequest } from '@/lib/workflow/assign-request'
import { confirmEmail } from '@/lib/workflow/confirm-email'
import { decideIdentity } from '@/lib/workflow/decide-identity'
import { preparePlan } from '@/lib/workflow/prepare-plan'
import { submitRequest } from '@/lib/workflow/submit-request'
import type { Desk } from './staff'

type Chapter = {
  daysAgo: number
  name: string
  email: string
  rights: Right[]
  locale: 'fr' | 'en'
  message?: string
  accountNumber?: string
  /** How far it goes. */
  until: 'submitted' | 'confirmed' | 'prepared' | 'done' | 'identity-refused' | 'nothing-found'
  assigned?: boolean
}

const chapters: Chapter[] = [
  {
    daysAgo: 41,
    name: 'Sofia Almeida',
    email: 'sofia.almeida@example.net',
    rights: ['access'],
    locale: 'en',
    until: 'done',
    assigned: true,
  },
  {
    daysAgo: 38,
    name: 'Giulia Conti',
    email: 'giulia.conti@example.com',
    rights: ['erasure'],
    locale: 'en',
    until: 'done',
    message: 'Please delete my account and everything in it.',
    assigned: true,
  },
  {
    daysAgo: 36,
    name: 'Nuno Teixeira',
    email: 'nuno.teixeira@example.org',
    rights: ['erasure'],
    locale: 'fr',
    until: 'confirmed',
    message: 'Merci de supprimer mes données de votre lettre d’information.',
  },
  {
    daysAgo: 33,
    name: 'Paul Garnier',
    email: 'paul.garnier@example.org',
    rights: ['erasure'],
    locale: 'fr',
    until: 'nothing-found',
    message: 'Je ne sais pas si vous avez quelque chose sur moi.',
  },
  {
    daysAgo: 30,
    name: 'Ingrid Solberg',
    email: 'ingrid.solberg@example.com',
    rights: ['access'],
    locale: 'en',
    until: 'identity-refused',
  },
  {
    daysAgo: 28,
    name: 'Lucía Ortega',
    email: 'lucia.ortega@example.net',
    rights: ['erasure'],
    locale: 'fr',
    until: 'prepared',
    message: 'Je quitte le réseau. Supprimez mon compte, s’il vous plaît.',
    assigned: true,
  },
  {
    daysAgo: 20,
    name: 'Hélène Dubreuil',
    email: 'helene.dubreuil@example.com',
    rights: ['access', 'erasure'],
    locale: 'fr',
    until: 'confirmed',
  },
  {
    daysAgo: 12,
    name: 'Tomás Vidal',
    email: 'tomas.vidal@example.org',
    rights: ['access'],
    locale: 'en',
    until: 'confirmed',
    message: 'What do you know about my clicks?',
  },
  {
    daysAgo: 9,
    name: 'José García',
    email: 'j.garcia.private@example.com',
    rights: ['erasure'],
    locale: 'en',
    until: 'confirmed',
    accountNumber: 'P-1003',
    message: 'I write from another address than the one I signed up with.',
  },
  {
    daysAgo: 6,
    name: 'Élodie Marchand',
    email: 'elodie.marchand@mistral-voyages.example',
    rights: ['rectification'],
    locale: 'fr',
    until: 'confirmed',
    message: 'Mon numéro de téléphone a changé.',
  },
  {
    daysAgo: 4,
    name: 'Max Schneider',
    email: 'max.schneider@example.net',
    rights: ['portability', 'access'],
    locale: 'en',
    until: 'confirmed',
  },
  {
    daysAgo: 2,
    name: 'Anna Schneider',
    email: 'anna.schneider@example.net',
    rights: ['erasure'],
    locale: 'en',
    until: 'confirmed',
  },
  {
    daysAgo: 1,
    name: 'Agnès Roche',
    email: 'agnes.roche@example.org',
    rights: ['access'],
    locale: 'fr',
    until: 'submitted',
  },
]

export async function tellTheStory(desk: Desk): Promise<void> {
  for (const chapter of chapters) {
    // Office hours: a request of the night would look odd in every screenshot.
    moveClock(`-P${chapter.daysAgo}D`)
    await tell(chapter, desk)
  }
  moveClock(null)
}

async function tell(chapter: Chapter, desk: Desk): Promise<void> {
  const id = await submit(chapter)
  if (chapter.until === 'submitted') return
  await confirm(id)
  let { sheet } = await runRequest(desk.agent, id)
  if (chapter.assigned) await assign(sheet, desk)
  if (chapter.until === 'identity-refused') return decide(id, desk, 'refuse')
  if (chapter.until === 'nothing-found') {
    await decide(id, desk, 'accept')
    sheet = (await runRequest(desk.agent, id)).sheet
  }
  if (chapter.until === 'confirmed') return
  await prepare(sheet, desk)
  if (chapter.until === 'prepared') return
  await approve(id, desk)
  await runRequest(desk.agent, id)
}

async function submit(chapter: Chapter): Promise<string> {
  const input = schema.parse({
    rights: chapter.rights,
    name: chapter.name,
    email: chapter.email,
    message: chapter.message ?? '',
    locale: chapter.locale,
    identifiers: chapter.accountNumber ? { 'account-number': chapter.accountNumber } : {},
  })
  return must(await submitRequest(publicActorOf(null), input)).requestId
}

/** The link stands in the letter alone: read it as the person would. */
async function confirm(requestId: string): Promise<void> {
  const request = await db.subjectRequest.findUniqueOrThrow({
    where: { id: requestId },
    include: { letters: { where: { kind: 'confirm-address' } } },
  })
  const letter = request.letters[0]
  const text = letter?.textEnc ? openVault(request).open(`letter.text:${letter.id}`, letter.textEnc) : ''
  const token = /\/confirm\/([\w-]{43})/.exec(text)?.[1]
  if (!token) throw new Error('the letter holds no link')
  must(await confirmEmail(publicActorOf(null), { token }))
}

async function fresh(id: string, desk: Desk): Promise<RequestSheet> {
  const sheet = await requestSheet(desk.dpo, id)
  if (!sheet) throw new Error('the request is gone')
  return sheet
}

async function assign(sheet: RequestSheet, desk: Desk): Promise<void> {
  must(await assignRequest(desk.dpo, { requestId: sheet.id, version: sheet.version, assigneeId: desk.agent.userId }))
}

async function decide(id: string, desk: Desk, decision: 'accept' | 'refuse'): Promise<void> {
  const { version } = await fresh(id, desk)
  const more =
    decision === 'accept' ? { method: 'call-back' as const } : { reason: 'Nobody answered at the number given.' }
  must(await decideIdentity(desk.dpo, { requestId: id, version, decision, ...more }))
}

async function prepare(sheet: RequestSheet, desk: Desk): Promise<void> {
  const { items } = await fresh(sheet.id, desk)
  for (const { id, version, plan } of items)
    if (plan) must(await preparePlan(desk.agent, { itemId: id, version, hash: plan.hash }))
}

async function approve(requestId: string, desk: Desk): Promise<void> {
  const { items } = await fresh(requestId, desk)
  for (const { id, version, plan } of items)
    if (plan) must(await approvePlan(desk.dpo, { itemId: id, version, hash: plan.hash }))
}

function must<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(`the story was refused: ${JSON.stringify(outcome)}`)
  return outcome as Extract<T, { ok: true }>
}
