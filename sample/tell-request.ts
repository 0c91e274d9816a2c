// One request of the story, through the same verbs as a real one.
import { runRequest } from '@/bin/habeas/run-request'
import { publicActorOf } from '@/lib/auth/mint-public'
import { db } from '@/lib/platform/db/client'
import { openVault } from '@/lib/platform/request-vault'
import { type RequestSheet, requestSheet } from '@/lib/queries/request-sheet'
import { submitRequest as schema } from '@/lib/schemas/submit-request'
import { approvePlan } from '@/lib/workflow/approve-plan'
import { assignRequest } from '@/lib/workflow/assign-request'
import { completeTask } from '@/lib/workflow/complete-task'
import { confirmEmail } from '@/lib/workflow/confirm-email'
import { decideIdentity } from '@/lib/workflow/decide-identity'
import { preparePlan } from '@/lib/workflow/prepare-plan'
import { submitRequest } from '@/lib/workflow/submit-request'
import type { Chapter } from './chapters'
import { must } from './must'
import type { Desk } from './staff'

export async function tellRequest(chapter: Chapter, desk: Desk): Promise<void> {
  const id = await submit(chapter)
  if (chapter.until === 'submitted') return
  await confirm(id)
  let { sheet } = await runRequest(desk.agent, id)
  await askTheArchive(sheet, chapter, desk)
  if (chapter.assigned) await assign(sheet, desk)
  if (chapter.until === 'identity-refused') return decide(id, desk, 'refuse')
  if (chapter.until === 'nothing-found') {
    await decide(id, desk, 'accept')
    sheet = (await runRequest(desk.agent, id)).sheet
    await askTheArchive(sheet, chapter, desk)
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

/** The colleague in Lisbon looks, and answers in her own name. */
async function askTheArchive({ id }: RequestSheet, { archive }: Chapter, desk: Desk): Promise<void> {
  if (archive === 'silent') return
  const tasks = await db.manualTask.findMany({ where: { kind: 'find', status: 'open', item: { requestId: id } } })
  const answer =
    archive === 'found'
      ? { result: 'done' as const, records: 2, note: 'Two signed framework contracts, cabinet C.' }
      : { result: 'nothing' as const, note: '' }
  for (const { id: taskId, version } of tasks) must(await completeTask(desk.keeper, { taskId, version, ...answer }))
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
