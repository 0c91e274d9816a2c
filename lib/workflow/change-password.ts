// One's own password. The first one is known to whoever added the colleague; from here on nobody else can sign for them.
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { hashPassword, LONGEST_PASSWORD, passwordMatches, SHORTEST_PASSWORD } from '../platform/password'

export type ChangePassword = { current: string; next: string }

/** Ends every session of the user: `sessionVersion` is for the one that goes on. */
export async function changePassword(
  actor: StaffActor,
  { current, next }: ChangePassword,
): Promise<Outcome<{ sessionVersion: number }>> {
  if (next.length < SHORTEST_PASSWORD) return refuse('password-too-short', { shortest: SHORTEST_PASSWORD })
  if (next.length > LONGEST_PASSWORD) return refuse('password-too-long', { longest: LONGEST_PASSWORD })
  const user = await db.staffUser.findUnique({ where: { id: actor.userId } })
  if (!user || user.disabledAt) return refuse('not-found')
  const given = current.length <= LONGEST_PASSWORD ? current : ''
  if (!(await passwordMatches(user.passwordHash, given))) return refuse('password-wrong')
  if (await passwordMatches(user.passwordHash, next)) return refuse('password-same')
  const passwordHash = await hashPassword(next)
  return inTransaction(async (tx): Promise<Outcome<{ sessionVersion: number }>> => {
    const { count } = await tx.staffUser.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash, disabledAt: null },
      data: { passwordHash, passwordChangedAt: instantToDate(now()), sessionVersion: { increment: 1 } },
    })
    if (count !== 1) return refuse('conflict')
    const { sessionVersion } = await tx.staffUser.findUniqueOrThrow({ where: { id: user.id } })
    await appendEvidence(tx, { actor, event: evidence('password.changed', { userId: user.id }) })
    return { ok: true, sessionVersion }
  })
}
