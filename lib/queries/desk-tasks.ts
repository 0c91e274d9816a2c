// Tasks in systems that no connector reaches, without anything that names the person. A colleague sees their own alone.
import type { StaffActor } from '../domain/actor'
import { type TaskKind, type TaskStatus, unsettled } from '../domain/by-hand/task'
import { taskSystemOf } from '../domain/data-map/system-kinds'
import type { Text } from '../domain/data-map/types'
import type { Right } from '../domain/request/rights'
import { may, openStatuses, type RequestStatus } from '../domain/request/status'
import { plainDate, today } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { newestMap, officeToday } from './office'

const shape = {
  item: { include: { request: { select: { id: true, reference: true, status: true, timeZone: true, locale: true } } } },
} satisfies Prisma.ManualTaskInclude
type Row = Prisma.ManualTaskGetPayload<{ include: typeof shape }>

export type TaskLine = {
  id: string
  kind: TaskKind
  status: TaskStatus
  version: number
  right: Right
  requestId: string
  reference: string
  /** The request ended without an answer: nothing is to be done any more. */
  over: boolean
  system: string
  owner: string
  dueOn: string
  /** Days since the due date; 0 where it is not late. */
  daysLate: number
  chasers: number
  records: number | null
  doneAt: string | null
  hasFile: boolean
}
export type TaskSheet = TaskLine & {
  /** What stands there, and how to look. */
  holdings: Text[]
  instructions: Text | null
  /** Which language the person reads: what is found for a copy is handed to them. */
  personLocale: string
  fileBytes: number | null
  /** Nobody signs in by the owner's address. */
  ownerUnknown: boolean
  hasNote: boolean
}
export type TaskList = { open: TaskLine[]; settled: TaskLine[] }

const MOST_SETTLED = 50

/** `open` by due date, `settled` newest first. */
export async function deskTasks(actor: StaffActor): Promise<TaskList> {
  const where = await theirs(actor)
  if (!where) return { open: [], settled: [] }
  const [open, settled, newest] = await Promise.all([
    db.manualTask.findMany({
      where: { ...where, status: { in: [...unsettled] }, item: { request: { status: { in: [...openStatuses] } } } },
      include: shape,
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    }),
    db.manualTask.findMany({
      where: { ...where, status: { notIn: [...unsettled] } },
      include: shape,
      orderBy: [{ doneAt: 'desc' }, { id: 'desc' }],
      take: MOST_SETTLED,
    }),
    newestMap(),
  ])
  const line = (row: Row) => lineOf(row, taskSystemOf(newest?.map ?? { systems: [] }, row.systemKey ?? '')?.name)
  return { open: open.map(line), settled: settled.map(line) }
}

/** Null where there is none, or where it is none of this actor's business. */
export async function deskTask(actor: StaffActor, id: string): Promise<TaskSheet | null> {
  const where = await theirs(actor)
  if (!where || !/^[0-9a-f-]{36}$/i.test(id)) return null
  const row = await db.manualTask.findFirst({ where: { ...where, id }, include: shape })
  if (!row) return null
  const [newest, owner] = await Promise.all([
    newestMap(),
    db.staffUser.findFirst({ where: { email: row.ownerEmail ?? '', disabledAt: null }, select: { id: true } }),
  ])
  const system = taskSystemOf(newest?.map ?? { systems: [] }, row.systemKey ?? '')
  return {
    ...lineOf(row, system?.name),
    holdings: (system?.holdings ?? []).map(({ label }) => label),
    instructions: system?.instructions ?? null,
    personLocale: row.item.request.locale,
    fileBytes: row.fileBytes,
    ownerUnknown: owner === null,
    hasNote: row.noteEnc !== null,
  }
}

/** Late, or waiting for the DPO. */
export async function pressingTasks(actor: StaffActor): Promise<number> {
  if (!may(actor, 'see')) return 0
  const { today: day } = await officeToday()
  return db.manualTask.count({
    where: {
      systemKey: { not: null },
      item: { request: { status: { in: [...openStatuses] } } },
      OR: [{ status: 'impossible' }, { status: 'open', dueOn: { lt: new Date(`${day}T00:00:00Z`) } }],
    },
  })
}

/** Of one request, for its page. */
export async function requestTasks(actor: StaffActor, requestId: string): Promise<TaskLine[]> {
  if (!may(actor, 'see')) return []
  const [rows, newest] = await Promise.all([
    db.manualTask.findMany({
      where: { systemKey: { not: null }, item: { requestId } },
      include: shape,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    newestMap(),
  ])
  return rows.map((row) => lineOf(row, taskSystemOf(newest?.map ?? { systems: [] }, row.systemKey ?? '')?.name))
}

async function theirs(actor: StaffActor): Promise<Prisma.ManualTaskWhereInput | null> {
  if (!may(actor, 'seeTasks')) return null
  if (may(actor, 'see')) return { systemKey: { not: null } }
  const user = await db.staffUser.findUnique({ where: { id: actor.userId }, select: { email: true } })
  return user ? { systemKey: { not: null }, ownerEmail: user.email } : null
}

function lineOf(row: Row, name: string | undefined): TaskLine {
  const { id, kind, status, version, chasers, records, item } = row
  const { request } = item
  const due = row.dueOn ? plainDate(row.dueOn) : today(request.timeZone)
  const over = !openStatuses.includes(request.status as RequestStatus)
  const waits = unsettled.includes(status as TaskStatus) && !over
  const late = due.until(today(request.timeZone), { largestUnit: 'days' }).days
  return {
    ...{ id, version, chasers, records, over },
    kind: kind as TaskKind,
    status: status as TaskStatus,
    right: item.right as Right,
    requestId: request.id,
    reference: request.reference,
    system: name ?? row.systemKey ?? '',
    owner: row.ownerEmail ?? '',
    dueOn: due.toString(),
    daysLate: waits && late > 0 ? late : 0,
    doneAt: row.doneAt?.toISOString() ?? null,
    hasFile: row.fileName !== null,
  }
}
