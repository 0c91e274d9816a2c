import type { StaffActor } from '../domain/actor'
import { may } from '../domain/request/status'
import type { SuppressionKind } from '../domain/suppression'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'

/** How many addresses stand on the list now. Which ones nobody can say. */
export async function suppressedCounts(actor: StaffActor): Promise<Record<SuppressionKind, number>> {
  const counts = { email: 0, phone: 0 }
  if (!may(actor, 'see')) return counts
  const found = await db.suppression.groupBy({
    by: ['kind'],
    where: { expiresAt: { gt: instantToDate(now()) } },
    _count: true,
  })
  for (const { kind, _count } of found) counts[kind as SuppressionKind] = _count
  return counts
}
