import type { StaffActor } from '../domain/actor'
import { type SeenTask, statusAfter, type TaskAnswer, type TaskResult, whyNotAnswered } from '../domain/by-hand/task'
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
import { currentMap } from './current-map'
import { endItem } from './finish-item'
import { frozenByHand } from './frozen-by-hand'
import { vaultOf } from './load-case'
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
  if (isOver(task) || !fitsItem(task)) return refuse('wrong-status')
  const seen = { kind: task.kind, status: task.status, right: task.item.right } as SeenTask
  const reason = whyNotAnswered(seen, answer, may(actor, 'settleTask'))
  if (reason) return refuse(reason)
  if (answer.result === 'done' && task.kind !== 'find' && task.kind !== 'transfer') {
    if (await frozenByHand(task.item.request, task.systemKey)) return refuse('matter')
  }
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

const inSystem = ({ kind }: TaskCase): boolean => kind === 'find' || kind === 'erase'

/** A correction is the right itself; a search or an erasure in a system goes beside the others. */
const fitsItem = (task: TaskCase): boolean => inSystem(task) || permits('completeTask', task.item.status as ItemStatus)

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
        ...(inSystem(task) && { records: result === 'done' ? records : 0 }),
        ...stored,
      },
    })
    if (count !== 1) throw new Conflict()
    if (inSystem(task)) await goOn(tx, say, task, answer, stored)
    else await endByHand(tx, say, actor, task, answer)
    return {}
  })
}

async function endByHand(tx: Transaction, say: Say, actor: StaffActor, task: TaskCase, answer: TaskAnswer) {
  const { item } = task
  const { result, note } = answer
  const body = { itemId: item.id, right: item.right as Right, taskId: task.id, kind: task.kind }
  say(evidence('task.done', { ...body, result, noteDigest: evidenceDigest(note) }))
  if (result !== 'done') return
  const letter = { kind: 'done-by-hand' as const, facts: { note } }
  await endItem(tx, say, { item, outcome: 'done-by-hand', decidedBy: actor.userId, letter })
}

/** What waited for this answer goes on: an erasure that was signed before it, the closing, the building of the copy. */
async function goOn(tx: Transaction, say: Say, task: TaskCase, answer: TaskAnswer, stored: FileColumns | null) {
  const { result, note } = answer
  const said = {
    ...{ result, records: result === 'done' ? answer.records : null },
    ...{ noteDigest: note === '' ? null : evidenceDigest(note), fileSha256: stored?.fileSha256 ?? null },
  }
  say(evidence('by-hand.answered', { ...byHandBody(task.item, task), ...said }))
  const { requestId } = task.item
  const signed = await tx.requestItem.findMany({ where: { requestId, status: 'approved' } })
  for (const item of signed) {
    if (item.right === 'erasure') await askToErase(tx, say, item)
    if ((await unsettledTasks(tx, item)) > 0) continue
    if (item.right === 'erasure') await enqueue(tx, 'close-item', { itemId: item.id })
    if (item.right === 'access') await enqueue(tx, 'build-package', { itemId: item.id })
  }
}
