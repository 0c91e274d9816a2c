// A matter moves only from the version that was read, with its evidence in the same transaction.
import type { StaffActor } from '../domain/actor'
import type { EvidenceEvent } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { inTransaction, type Prisma, type Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

type Change = {
  matter: { id: string; status: string; version: number }
  data: Prisma.MatterUpdateManyMutationInput
  event: EvidenceEvent
  follow?: (tx: Transaction) => Promise<void>
}

export const commitMatter = (actor: StaffActor, { matter, data, event, follow }: Change): Promise<Outcome> =>
  inTransaction(async (tx): Promise<Outcome> => {
    const { id, status, version } = matter
    const { count } = await tx.matter.updateMany({
      where: { id, status, version },
      data: { ...data, version: { increment: 1 } },
    })
    if (count !== 1) return refuse('conflict')
    await follow?.(tx)
    await appendEvidence(tx, { actor, event })
    return { ok: true }
  })
