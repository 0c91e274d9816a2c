import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { readAddress } from '../domain/suppression'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { officeCountry, suppressionIndex } from './suppression-list'

/** A person who registers again may be written to again: the colleague who was asked takes the address out. */
export async function removeSuppression(
  actor: StaffActor,
  { value }: { value: string },
): Promise<Outcome<{ removed: number }>> {
  if (!may(actor, 'suppress')) return refuse('not-permitted')
  const read = readAddress(value, await officeCountry())
  if (!read) return refuse('bad-address')
  return inTransaction(async (tx): Promise<Outcome<{ removed: number }>> => {
    const { count } = await tx.suppression.deleteMany({ where: { index: { in: suppressionIndex(read).candidates } } })
    if (count > 0) await appendEvidence(tx, { actor, event: evidence('suppression.removed', { count }) })
    return { ok: true, removed: count }
  })
}
