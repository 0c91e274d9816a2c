// Of whom a task speaks, and what was attached: on record before it is shown.
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { byHandBody } from './by-hand-tasks'
import { currentMap } from './current-map'
import { notErasedByHand } from './frozen-by-hand'
import { vaultOf } from './load-case'
import { provenIdentifiers } from './proven-identifiers'
import { isOver, loadTask, type TaskCase } from './task-access'
import { mediaTypeOf, readTaskFile } from './task-file'

export type TaskPerson = { name: string; identifiers: (Identifier & { label: { en: string; fr: string } })[] }

/** The person while the request is open (afterwards nobody needs to look for anybody), and what was answered. */
export async function openTask(
  actor: StaffActor,
  { taskId }: { taskId: string },
): Promise<Outcome<{ person: TaskPerson | null; note: string | null }>> {
  const task = await loadTask(actor, taskId)
  if (!task) return refuse(may(actor, 'answerTask') ? 'not-found' : 'not-permitted')
  const { request } = task.item
  if (request.wrappedKey === null) return refuse('data-destroyed')
  // Placed, or asked for, since the colleague was told: who is not named is not erased.
  const asked = task.kind === 'erase' && task.status === 'open' && !isOver(task)
  const obstacle = asked && (await notErasedByHand(db, request, task.systemKey))
  if (obstacle) return refuse(obstacle)
  await recordReading(actor, task, 'person')
  const vault = vaultOf(request)
  const note = task.noteEnc ? vault.open(`manual_task.note:${task.id}`, task.noteEnc) : null
  if (isOver(task) || request.identity !== 'proven') return { ok: true, person: null, note }
  const { map } = await currentMap(db)
  const identifiers = provenIdentifiers(vault, request, map).map((one) => ({
    ...one,
    label: map.identifiers.find(({ key }) => key === one.kind)?.label ?? { en: one.kind, fr: one.kind },
  }))
  const name = request.nameEnc ? vault.open('subject_request.name', request.nameEnc) : ''
  return { ok: true, person: { name, identifiers }, note }
}

export type TaskFile = { filename: string; type: string; bytes: Buffer }

export async function openTaskFile(
  actor: StaffActor,
  { taskId }: { taskId: string },
): Promise<Outcome<{ file: TaskFile }>> {
  const task = await loadTask(actor, taskId)
  if (!task) return refuse(may(actor, 'answerTask') ? 'not-found' : 'not-permitted')
  const { request } = task.item
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const vault = vaultOf(request)
  const read = await readTaskFile(vault, task)
  if (!read.ok) return read
  await recordReading(actor, task, 'file')
  const filename = `${request.reference}-${task.systemKey}-${task.kind}.${task.fileKind}`
  return { ok: true, file: { filename, type: mediaTypeOf(task.fileKind), bytes: read.bytes } }
}

const recordReading = (actor: StaffActor, task: TaskCase, what: 'person' | 'file'): Promise<void> =>
  inTransaction((tx) => {
    const event = evidence('by-hand.read', { ...byHandBody(task.item, task), what })
    return appendEvidence(tx, { actor, requestId: task.item.requestId, event })
  })
