import type { StaffActor, StaffRole } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { Conflict, commit } from './commit-item'
import { loadRequest } from './load-case'

/** Who looks after the request; null: nobody. */
export async function assignRequest(
  actor: StaffActor,
  input: { requestId: string; version: number; assigneeId: string | null },
): Promise<Outcome> {
  if (!may(actor, 'assign')) return refuse('not-permitted')
  const { assigneeId } = input
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.version !== input.version) return refuse('conflict')
  if (assigneeId !== null && !(await mayLookAfter(assigneeId))) return refuse('not-assignable')
  return commit(actor, request.id, async (tx, say) => {
    const { count } = await tx.subjectRequest.updateMany({
      where: { id: request.id, version: request.version },
      data: { assigneeId, version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('request.assigned', { assigneeId }))
    return {}
  })
}

async function mayLookAfter(userId: string): Promise<boolean> {
  const user = await db.staffUser.findUnique({ where: { id: userId } })
  return user !== null && user.disabledAt === null && may({ role: user.role as StaffRole }, 'assign')
}
