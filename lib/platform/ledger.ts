// The one way to add evidence: in the transaction of the act that it proves. If it cannot be written, the act is not done.
import { type Actor, actorReference } from '../domain/actor'
import { type EvidenceEvent, evidenceBody } from '../domain/evidence/events'
import { instantToDate, now } from './clock'
import type { Transaction } from './db/client'

export type EvidenceRecord = { actor: Actor; requestId?: string; event: EvidenceEvent }

/** Chained inside the COMMIT, so that nobody waits for the head meanwhile; what cannot be chained fails the COMMIT. */
export async function appendEvidence(tx: Transaction, { actor, requestId, event }: EvidenceRecord): Promise<void> {
  await tx.$executeRaw`SELECT append_evidence(${instantToDate(now())}, ${requestId ?? null}::uuid,
    ${actorReference(actor)}, ${event.event}, ${event.version}::int, ${evidenceBody(event)})`
}

/** Several of one act, in their order and in one statement: the head, which all wait for, is locked once and briefly. */
export async function appendAllEvidence(
  tx: Transaction,
  { actor, requestId, events }: { actor: Actor; requestId: string; events: EvidenceEvent[] },
): Promise<void> {
  if (events.length === 0) return
  await tx.$executeRaw`
    SELECT append_evidence(${instantToDate(now())}, ${requestId}::uuid, ${actorReference(actor)}, event, version, body)
      FROM unnest(${events.map(({ event }) => event)}::text[], ${events.map(({ version }) => version)}::int[],
             ${events.map(evidenceBody)}::text[]) WITH ORDINALITY AS said(event, version, body, place)
     ORDER BY place`
}
