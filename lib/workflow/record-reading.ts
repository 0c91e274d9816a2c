import type { StaffActor } from '../domain/actor'
import { type EvidenceBodies, evidence } from '../domain/evidence/events'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

/** On record before the first value is shown: if the record cannot be written, nothing is. */
export const recordReading = (
  actor: StaffActor,
  requestId: string,
  what: EvidenceBodies['personal-data.read'],
): Promise<void> =>
  inTransaction((tx) => appendEvidence(tx, { actor, requestId, event: evidence('personal-data.read', what) }))
