// After a restore: every erasure of the window is looked at in that system by its remembered keys, and carried out again
// where rows came back. Safe to repeat: what stands as it should is left alone.
import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { type Drawn, drawFollowUp, FollowUpWaits, openFollowUps } from './draw-follow-up'
import { standingOf } from './load-memory'

/** `backupOf`: ISO instant at which the restored backup was made, where it is known. */
export type ReplayErasures = { system: string; backupOf: string | null }
export type Replayed = {
  /** Erasures of the window that touched the system. */
  remembered: number
  /** Nothing came back. */
  standing: number
  /** Follow-ups to carry out, those of an earlier try among them. */
  planIds: string[]
  /** By why the officer decides. */
  waiting: { requestId: string; reference: string; waitsFor: string }[]
  /** Rows that were too many to remember by key: whether they came back has to be looked up by hand. */
  keyless: { requestId: string; reference: string; dataset: string; rows: number }[]
  /** By why nothing could be said. */
  failed: { requestId: string; reference: string; failure: string }[]
}

export async function replayErasures(actor: StaffActor, input: ReplayErasures): Promise<Outcome<Replayed>> {
  if (!may(actor, 'manageSystems')) return refuse('not-permitted')
  const { system, backupOf } = input
  if (!(await db.connectedSystem.findUnique({ where: { key: system }, select: { id: true } })))
    return refuse('unknown-system')
  const all = await db.erasureMemory.findMany({ where: { forgottenAt: null }, orderBy: { erasedAt: 'asc' } })
  const here = all.filter((memory) => standingOf(memory).some((line) => line.system === system))
  const done: Replayed = { remembered: here.length, standing: 0, planIds: [], waiting: [], keyless: [], failed: [] }
  const references = await referencesOf(here.map((memory) => memory.requestId))
  for (const memory of here) {
    const { id, requestId } = memory
    const reference = references.get(requestId) ?? ''
    for (const { dataset, found, keyless, system: place } of standingOf(memory))
      if (keyless && place === system) done.keyless.push({ requestId, reference, dataset, rows: found })
    const input = { memoryId: id, system, cause: 'restored' as const, replay: { backupOf } }
    const drawn = await drawFollowUp(actor, input).catch((error: unknown) => {
      if (error instanceof FollowUpWaits) return refuse(error.message)
      throw error
    })
    if (drawn.ok) note(done, { requestId, reference }, drawn)
    else if (drawn.reason === 'follow-up-open')
      done.planIds.push(...(await openFollowUps(id, system)).map((plan) => plan.id))
    else done.failed.push({ requestId, reference, failure: drawn.reason })
  }
  return { ok: true, ...done }
}

function note(done: Replayed, request: { requestId: string; reference: string }, { planId, waitsFor }: Drawn): void {
  if (planId === null) done.standing += 1
  else if (waitsFor === null) done.planIds.push(planId)
  else done.waiting.push({ ...request, waitsFor })
}

async function referencesOf(ids: string[]): Promise<Map<string, string>> {
  const requests = await db.subjectRequest.findMany({
    where: { id: { in: ids } },
    select: { id: true, reference: true },
  })
  return new Map(requests.map(({ id, reference }) => [id, reference]))
}
