import type { StaffActor } from '../domain/actor'
import {
  ownKinds,
  type SeenTask,
  statusAfter,
  type TaskAnswer,
  type TaskResult,
  whyNotAnswered,
} from '../domain/by-hand/task'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { enqueue } from '../platform/queue'
import { discard } from '../platform/storage'
import { askToErase, byHandBody, unsettledTasks } from './by-hand-tasks'
import { Conflict, commit, type Say } from './commit-item'
import { closeWhenDone } from './correction-tasks'
import { endItem } from './finish-item'
import { frozenByHand, notErasedByHand } from './frozen-by-hand'
import { vaultOf } from './load-case'
import { ownMatters } from './own-matters'
import { isOver, loadTask, type TaskCase } from './task-access'
import { type Attachment, checkedKind, type FileColumns, storeTaskFile } from './task-file'

export type CompleteTask = {
  taskId: string
  version: number
  note: string
  result: TaskResult
  /** Found, or erased. */
  records?: number
  file?: Attachment
}

/** Done by hand and recorded. What proves impossible stays open for the DPO, who alone refuses a right. */
export async function completeTask(actor: StaffActor, input: CompleteTask): Promise<Outcome> {
  const task = await loadTask(actor, input.taskId)
  if (!task) return refuse(may(actor, 'answerTask') ? 'not-found' : 'not-permitted')
  if (task.version !== input.version) return refuse('conflict')
  const answer: TaskAnswer = {
    ...{ result: input.result, note: input.note.trim(), records: input.records ?? null },
    file: input.file !== undefined,
  }
  if ((isOver(task) && !marks(task)) || !fitsItem(task)) return refuse('wrong-status')
  const beside = !inSystem(task) && besides(task)
  const seen = { kind: task.kind, status: task.status, right: task.item.right, beside } as SeenTask
  const reason = whyNotAnswered(seen, answer, may(actor, 'settleTask'))
  if (reason) return refuse(reason)
  const obstacle = answer.result === 'done' ? await whyNotDone(task) : null
  if (obstacle) return refuse(obstacle)
  const checked = checkedKind(input.file)
  if (!checked.ok) return checked
  const { file } = input
  const vault = vaultOf(task.item.request)
  const stored = file && checked.kind ? await storeTaskFile(vault, task.id, file.bytes, checked.kind) : null
  const done = await record(actor, task, answer, stored).catch(async (error) => {
    if (stored) await discard(stored.fileName)
    throw error
  })
  if (!done.ok && stored) await discard(stored.fileName)
  return done
}

const inSystem = ({ kind }: { kind: string }): boolean => kind === 'find' || kind === 'erase'

/** Beside what a plan carries out, which waits for it. A correction without a plan is the right itself. */
const besides = ({ kind, item }: TaskCase): boolean =>
  inSystem({ kind }) ||
  marks({ kind }) ||
  ownKinds.some((one) => one === kind) ||
  (kind === 'rectify' && item.status !== 'by-hand')

/** A restriction may outlive the answer: its marks are taken away when it is lifted. */
const marks = ({ kind }: { kind: string }): boolean => kind === 'restrict' || kind === 'lift'

const fitsItem = (task: TaskCase): boolean => besides(task) || permits('completeTask', task.item.status as ItemStatus)

/** Mere words and marks beside what a matter freezes change nothing of it. */
const changes = ({ kind }: { kind: string }): boolean => ['rectify', 'erase', 'mentions'].includes(kind)

/** While a matter stands, or a copy of the same person's has not gone out, nothing that takes away is recorded as done. */
async function whyNotDone({ kind, itemId, systemKey, item }: TaskCase): Promise<'matter' | 'access-first' | null> {
  if (!changes({ kind })) return null
  if (kind === 'erase') return notErasedByHand(db, item.request, systemKey)
  const own = kind === 'rectify' ? await ownMatters(db, itemId) : []
  return (await frozenByHand(item.request, systemKey, own)) ? 'matter' : null
}

function record(
  actor: StaffActor,
  task: TaskCase,
  answer: TaskAnswer,
  stored: FileColumns | null,
): Promise<Outcome<object, 'conflict'>> {
  const { item } = task
  const { result, note, records } = answer
  return commit(actor, item.requestId, async (tx, say) => {
    const { count } = await tx.manualTask.updateMany({
      where: { id: task.id, status: task.status, version: task.version },
      data: {
        status: statusAfter(result),
        version: { increment: 1 },
        noteEnc: note === '' ? null : vaultOf(item.request).seal(`manual_task.note:${task.id}`, note),
        doneBy: actor.userId,
        doneAt: instantToDate(now()),
        ...(besides(task) && { records: result === 'done' ? records : 0 }),
        ...stored,
      },
    })
    if (count !== 1) throw new Conflict()
    if (inSystem(task)) sayAnswered(say, task, answer, stored)
    else sayDone(say, task, answer)
    if (besides(task)) await goOn(tx, say, task)
    else if (result === 'done') await endByHand(tx, say, actor, task, note)
    return {}
  })
}

function sayDone(say: Say, { id: taskId, kind, item }: TaskCase, { result, note }: TaskAnswer) {
  const body = { itemId: item.id, right: item.right as Right, taskId, kind }
  say(evidence('task.done', { ...body, result, noteDigest: evidenceDigest(note) }))
}

async function endByHand(tx: Transaction, say: Say, actor: StaffActor, { item }: TaskCase, note: string) {
  const letter = { kind: 'done-by-hand' as const, facts: { note } }
  await endItem(tx, say, { item, outcome: 'done-by-hand', decidedBy: actor.userId, letter })
}

function sayAnswered(say: Say, task: TaskCase, { result, records, note }: TaskAnswer, stored: FileColumns | null) {
  const said = {
    ...{ result, records: result === 'done' ? records : null },
    ...{ noteDigest: note === '' ? null : evidenceDigest(note), fileSha256: stored?.fileSha256 ?? null },
  }
  say(evidence('by-hand.answered', { ...byHandBody(task.item, task), ...said }))
}

/** What waited for this answer goes on: an erasure that was signed before it, the closing, the building of the copy. */
async function goOn(tx: Transaction, say: Say, task: TaskCase) {
  const { requestId } = task.item
  const signed = await tx.requestItem.findMany({ where: { requestId, status: 'approved' } })
  for (const item of signed) {
    if (item.right === 'erasure') await askToErase(tx, say, item)
    if (item.right === 'rectification') await closeWhenDone(tx, item)
    if ((await unsettledTasks(tx, item)) > 0) continue
    if (item.right === 'erasure') await enqueue(tx, 'close-item', { itemId: item.id })
    if (item.right === 'access') await enqueue(tx, 'build-package', { itemId: item.id })
  }
}
