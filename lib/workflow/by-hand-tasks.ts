// Where no connector reaches, the owner is asked: to look when the others are searched, to erase when the plan is signed.
// All of it inside the request's lock.
import { randomUUID } from 'node:crypto'
import { type TaskKind, type TaskStatus, taskDueOn, unsettled } from '../domain/by-hand/task'
import { taskSystemOf, taskSystemsOf } from '../domain/data-map/system-kinds'
import type { DataMap, MapTaskSystem } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import { plainDate, today } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import { tasksOf } from './by-hand-lines'
import type { Say } from './commit-item'
import { currentMap } from './current-map'
import { notErasedByHand } from './frozen-by-hand'
import { letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import type { TaskCase } from './task-access'
import { writeLetter } from './write-letter'

type SubjectRequest = Prisma.SubjectRequestGetPayload<object>
type Item = { id: string; right: string; status: string }
type Reader = Pick<Transaction, 'manualTask'>

/** How evidence names a task in a system. */
export const byHandBody = (
  item: { id: string; right: string },
  task: { id: string; kind: string; systemKey: string | null },
) => ({
  ...{ itemId: item.id, right: item.right as Right, taskId: task.id, kind: task.kind },
  system: task.systemKey ?? '',
})

export const taskUrl = (taskId: string): string => `${env().PUBLIC_URL.replace(/\/$/, '')}/desk/tasks/${taskId}`

/** Once a request and system: one search answers for the copy and for the deletion. */
export async function askOwners(
  tx: Transaction,
  say: Say,
  request: SubjectRequest & { items: Item[] },
  map: DataMap,
): Promise<void> {
  const systems = taskSystemsOf(map)
  const item = searchedItem(request.items)
  if (systems.length === 0 || !item) return
  const asked = await tx.manualTask.findMany({ where: { kind: 'find', item: { requestId: request.id } } })
  for (const system of systems)
    if (!asked.some(({ systemKey }) => systemKey === system.key))
      await ask(tx, say, { request, item, system, map }, 'find')
}

const ended = ['done', 'refused', 'withdrawn']

/** The copy asks for more than the deletion, so its question comes first. */
function searchedItem(items: Item[]): Item | undefined {
  const open = items.filter(({ status }) => !ended.includes(status))
  return open.find(({ right }) => right === 'access') ?? open.find(({ right }) => right === 'erasure')
}

/** What the owners found is erased by them, once the plan is signed; asked once a system, however often it is signed. */
export async function askToErase(tx: Transaction, say: Say, item: Item & { requestId: string }): Promise<void> {
  const { requestId } = item
  const tasks = await tx.manualTask.findMany({ where: { item: { requestId }, systemKey: { not: null } } })
  const found = tasks.filter(({ kind, status, records }) => kind === 'find' && status === 'done' && (records ?? 0) > 0)
  const due = found.filter(
    ({ systemKey }) => !tasks.some((task) => task.kind === 'erase' && task.systemKey === systemKey),
  )
  if (due.length === 0) return
  const request = await tx.subjectRequest.findUniqueOrThrow({ where: { id: requestId } })
  const { map } = await currentMap(tx)
  for (const { systemKey, ownerEmail } of due) {
    // A system that left the map since it was asked still holds what its owner found.
    const system = taskSystemOf(map, systemKey ?? '') ?? leftTheMap(systemKey ?? '', ownerEmail ?? '')
    // Under a matter, or before the person's copy went out, nobody is asked to erase: the task waits for the DPO, who asks
    // once that is over or says why it stays.
    const status = (await notErasedByHand(tx, request, system.key)) ? 'impossible' : 'open'
    await ask(tx, say, { request, item, system, map }, 'erase', status)
  }
}

/** With a new due date and a new mail. False where somebody was faster. */
export async function askOnceMore(tx: Transaction, say: Say, task: TaskCase): Promise<boolean> {
  const { item } = task
  const { map } = await currentMap(tx)
  const key = task.systemKey ?? ''
  const system = taskSystemOf(map, key) ?? leftTheMap(key, task.ownerEmail ?? '')
  const { count } = await tx.manualTask.updateMany({
    where: { id: task.id, status: 'impossible', version: task.version },
    data: {
      ...{ status: 'open', version: { increment: 1 }, chasers: 0, dueOn: dateOf(dueDay(item.request, system)) },
      ...{ ownerEmail: system.owner.toLowerCase(), doneBy: null, doneAt: null, noteEnc: null },
    },
  })
  if (count !== 1) return false
  const kind = task.kind === 'erase' ? ('erase' as const) : ('find' as const)
  await tell(tx, say, { request: item.request, item, system, map }, { id: task.id, kind })
  return true
}

const leftTheMap = (key: string, owner: string): MapTaskSystem => ({
  ...{ key, name: key, kind: 'task', owner, dueDays: 7, holdings: [] },
})

/** The request's searches and the item's erasures that are open or wait for the DPO: the item cannot end before them. */
export const unsettledTasks = (from: Reader, item: { id: string; requestId: string }): Promise<number> =>
  from.manualTask.count({ where: { status: { in: [...unsettled] }, OR: tasksOf(item) } })

type Asked = { request: SubjectRequest; item: Item; system: MapTaskSystem; map: DataMap }

type SystemTask = Extract<TaskKind, 'find' | 'erase'>

async function ask(
  tx: Transaction,
  say: Say,
  about: Asked,
  kind: SystemTask,
  status: TaskStatus = 'open',
): Promise<void> {
  const { request, item, system } = about
  const id = randomUUID()
  const dueOn = dateOf(dueDay(request, system))
  const ownerEmail = system.owner.toLowerCase()
  await tx.manualTask.create({
    data: { id, itemId: item.id, kind, status, systemKey: system.key, ownerEmail, dueOn },
  })
  if (status === 'open') await tell(tx, say, about, { id, kind })
  else say(evidence('by-hand.frozen', byHandBody(item, { id, kind, systemKey: system.key })))
}

const dueDay = (request: SubjectRequest, { dueDays }: MapTaskSystem): string =>
  taskDueOn(today(request.timeZone).toString(), dueDays, plainDate(request.dueOn).toString())

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

async function tell(tx: Transaction, say: Say, about: Asked, task: { id: string; kind: SystemTask }): Promise<void> {
  const { request, item, system, map } = about
  const dueOn = dueDay(request, system)
  const frame = { ...letterFrame(request, map), locale: system.language ?? 'en' }
  const letterId = await writeLetter(tx, vaultOf(request), {
    ...{ requestId: request.id, itemId: item.id, kind: 'task-asked', frame, recipient: system.owner },
    facts: { kind: task.kind, system: system.name, dueOn, url: taskUrl(task.id) },
  })
  say(evidence('by-hand.asked', { ...byHandBody(item, { ...task, systemKey: system.key }), dueOn, letterId }))
}
