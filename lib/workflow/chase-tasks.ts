// Daily: a colleague who is late is reminded, and from the third time on the DPO is told as well.

import type { WorkerActor } from '../domain/actor'
import { chaserDue } from '../domain/by-hand/task'
import { taskSystemOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import { openStatuses } from '../domain/request/status'
import { instantToDate, now, plainDate, today } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { byHandBody, taskUrl } from './by-hand-tasks'
import { commit } from './commit-item'
import { mapIfAny } from './current-map'
import { controllerOf, letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import type { TaskCase } from './task-access'
import { writeLetter } from './write-letter'

const BATCH = 500

export async function chaseTasks(actor: WorkerActor): Promise<{ ok: true; chased: number }> {
  // East of Greenwich the next day has begun already: `chaserDue` judges by the request's own time zone.
  const tomorrow = instantToDate(now().add({ hours: 24 }))
  const late = await db.manualTask.findMany({
    where: {
      ...{ status: 'open', systemKey: { not: null }, dueOn: { lt: tomorrow } },
      item: { request: { status: { in: [...openStatuses] } } },
    },
    include: { item: { include: { request: true } } },
    orderBy: { dueOn: 'asc' },
    take: BATCH,
  })
  if (late.length === 0) return { ok: true, chased: 0 }
  const map = await mapIfAny(db)
  let chased = 0
  for (const task of map ? late : []) if (map && (await chase(actor, task, map))) chased += 1
  return { ok: true, chased }
}

async function chase(actor: WorkerActor, task: TaskCase, map: DataMap): Promise<boolean> {
  const { item, dueOn } = task
  if (!dueOn) return false
  const due = plainDate(dueOn).toString()
  const next = chaserDue({ dueOn: due, chasers: task.chasers }, today(item.request.timeZone).toString())
  if (!next) return false
  const done = await commit(actor, item.requestId, async (tx, say) => {
    const { count } = await tx.manualTask.updateMany({
      // Answered, or reminded by another worker, in this very moment.
      where: { id: task.id, status: 'open', chasers: task.chasers },
      data: { chasers: next.chaser },
    })
    if (count === 0) return { sent: false }
    await writeReminders(tx, task, map, { ...next, dueOn: due })
    say(evidence('by-hand.chased', { ...byHandBody(item, task), ...next }))
    return { sent: true }
  })
  return done.ok && done.sent
}

type Reminder = { chaser: number; escalated: boolean; dueOn: string }

async function writeReminders(tx: Transaction, task: TaskCase, map: DataMap, reminder: Reminder): Promise<void> {
  const { request } = task.item
  const key = task.systemKey ?? ''
  const system = taskSystemOf(map, key)
  const owner = task.ownerEmail ?? ''
  const frame = { ...letterFrame(request, map), locale: system?.language ?? 'en' }
  const kind = task.kind === 'erase' ? ('erase' as const) : ('find' as const)
  const about = { kind, system: system?.name ?? key, dueOn: reminder.dueOn, url: taskUrl(task.id) }
  const shared = { requestId: request.id, itemId: task.itemId, frame }
  await writeLetter(tx, vaultOf(request), {
    ...{ ...shared, kind: 'task-overdue', recipient: owner },
    facts: { ...about, chaser: reminder.chaser },
  })
  if (!reminder.escalated) return
  await writeLetter(tx, vaultOf(request), {
    ...{ ...shared, kind: 'task-escalated', recipient: controllerOf(map, request.controllerKey).dpo.email },
    facts: { ...about, owner, chasers: reminder.chaser },
  })
}
