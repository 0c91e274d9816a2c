import type { StaffActor } from '../domain/actor'
import { db } from '../platform/db/client'

/** Whose data a controller's person answers for, as it stands now. Null for everybody else. */
export async function ownController(actor: StaffActor): Promise<string | null> {
  if (actor.role !== 'controller') return null
  const user = await db.staffUser.findUnique({
    where: { id: actor.userId },
    select: { controllerKey: true, disabledAt: true },
  })
  return user && !user.disabledAt ? user.controllerKey : null
}
