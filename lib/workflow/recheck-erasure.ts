// Done means seen, also weeks later: after a restore the rows of a closed request may be back, and nobody would know.
import { ConnectorUnavailable, leftToDo } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import type { ErasurePlan } from '../domain/plan/types'
import { keysToSeek } from '../domain/retention/standing-rows'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { mapVersion } from './current-map'
import { drawFollowUp, FollowUpWaits } from './draw-follow-up'
import { loadMemory, type MemoryCase, rememberedKeys, standingOf } from './load-memory'
import { openSystem } from './open-system'
import { systemShare } from './system-share'

/** Reads again what the newest plan of each system did; what came back waits for the officer. @throws FollowUpWaits */
export async function recheckErasure(actor: WorkerActor, input: { memoryId: string }): Promise<Outcome> {
  const memory = await loadMemory(input.memoryId)
  if (!memory) return refuse('not-found')
  let away: string | null = null
  for (const system of new Set(standingOf(memory).map((line) => line.system))) {
    try {
      if (await cameBack(memory, system)) await drawFollowUp(actor, { memoryId: memory.id, system, cause: 'restored' })
    } catch (error) {
      if (error instanceof FollowUpWaits) away = error.message
      else if (error instanceof ConnectorUnavailable) away = error.failure
      else throw error
    }
  }
  if (away !== null) throw new FollowUpWaits(away)
  await db.erasureMemory.update({ where: { id: memory.id }, data: { checkedAt: instantToDate(now()) } })
  return { ok: true }
}

async function cameBack(memory: MemoryCase, system: string): Promise<boolean> {
  const done = await db.step.findFirst({
    where: { systemKey: system, status: 'verified', plan: { itemId: memory.itemId } },
    orderBy: { plan: { number: 'desc' } },
    include: { plan: true },
  })
  const plan = done?.plan.document as unknown as ErasurePlan | undefined
  const part = plan?.systems.find((share) => share.system === system)
  // The plan's own text was destroyed with its request: the search itself answers then.
  if (!done || !part) return true
  const { map } = await mapVersion(db, done.plan.mapVersion)
  const share = systemShare(map, system)
  const person = keysToSeek(rememberedKeys(memory), share.datasets, standingOf(memory), 'restored')
  const connector = await openSystem(system)
  const { catalogueHash, groups } = part
  return leftToDo(await connector.verify({ stepId: done.id, map: share, catalogueHash, person, groups })) > 0
}
