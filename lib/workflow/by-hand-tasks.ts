// Where no connector reaches, the owner is asked: to look when the others are searched, to erase when the plan is signed.
// All of it inside the request's lock.
import { randomUUID } from 'node:crypto'
import { type TaskKind, taskDueOn, unsettled } from '../domain/by-hand/task'
import { taskSystemOf, taskSystemsOf } from '../domain/data-map/system-kinds'
import type { DataMap, MapTaskSystem } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import { plainDate, today } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import type { Say } from './commit-item'
import { currentMap } from './current-map'
import { letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
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
    await ask(tx, say, { request, item, system, map }, 'erase')
  }
}

const leftTheMap = (key: string, owner: string): MapTaskSystem => ({
  ...{ key, name: key, kind: 'task', owner, dueDays: 7, holdings: [] },
})

/** The request's searches and the item's erasures that are open or wait for the DPO: the item cannot end before them. */
export const unsettledTasks = (from: Reader, item: { id: string; requestId: string }): Promise<number> =>
  from.manualTask.count({
    where: {
      status: { in: [...unsettled] },
      OR: [
        { kind: 'find', item: { requestId: item.requestId } },
        { kind: 'erase', itemId: item.id },
      ],
    },
  })

type Asked = { request: SubjectRequest; item: Item; system: MapTaskSystem; map: DataMap }

async function ask(tx: Transaction, say: Say, about: Asked, kind: Extract<TaskKind, 'find' | 'erase'>): Promise<void> {
  const { request, item, system, map } = about
  const id = randomUUID()
  const due = plainDate(request.dueOn).toString()
  const dueOn = taskDueOn(today(request.timeZone).toString(), system.dueDays, due)
  const ownerEmail = system.owner.toLowerCase()
  await tx.manualTask.create({
    data: { id, itemId: item.id, kind, systemKey: system.key, ownerEmail, dueOn: new Date(`${dueOn}T00:00:00Z`) },
  })
  const frame = { ...letterFrame(request, map), locale: system.language ?? 'en' }
  const letterId = await writeLetter(tx, vaultOf(request), {
    ...{ requestId: request.id, itemId: item.id, kind: 'task-asked', frame, recipient: system.owner },
    facts: { kind, system: system.name, dueOn, url: taskUrl(id) },
  })
  say(evidence('by-hand.asked', { ...byHandBody(item, { id, kind, systemKey: system.key }), dueOn, letterId }))
}
