// Whose task it is: a colleague's own alone, and everybody's for those who work on requests.
import type { StaffActor } from '../domain/actor'
import { may, openStatuses, type RequestStatus } from '../domain/request/status'
import { db, type Prisma } from '../platform/db/client'

export type TaskCase = Prisma.ManualTaskGetPayload<{ include: { item: { include: { request: true } } } }>

/** Null where there is none, or where it is none of this actor's business: the two look alike. */
export async function loadTask(actor: StaffActor, id: string): Promise<TaskCase | null> {
  const task = await db.manualTask.findUnique({ where: { id }, include: { item: { include: { request: true } } } })
  return task && (await isTheirs(actor, task)) ? task : null
}

async function isTheirs(actor: StaffActor, { ownerEmail }: TaskCase): Promise<boolean> {
  if (may(actor, 'completeTask')) return true
  if (!may(actor, 'answerTask') || ownerEmail === null) return false
  const user = await db.staffUser.findUnique({ where: { id: actor.userId }, select: { email: true } })
  return user?.email === ownerEmail
}

export const isOver = ({ item }: TaskCase): boolean => !openStatuses.includes(item.request.status as RequestStatus)
