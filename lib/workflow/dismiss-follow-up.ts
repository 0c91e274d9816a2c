import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { ErasurePlan } from '../domain/plan/types'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import type { SignFollowUp } from './approve-follow-up'
import { Conflict, commit } from './commit-item'
import { mapVersion } from './current-map'
import { followUpBody } from './follow-up-body'
import { loadMemory, type MemoryCase, rememberedKeys, sealKeys, standingOf } from './load-memory'

/**
 * The officer found that these rows came after the erasure (somebody registered anew): they are left alone, and their
 * keys are no longer sought. Only where whole keys tell them apart: rows of a record that was left cannot be dismissed.
 */
export async function dismissFollowUp(actor: StaffActor, input: SignFollowUp): Promise<Outcome> {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  const plan = await db.plan.findUnique({ where: { id: input.planId }, include: { item: true } })
  const memory = plan?.memoryId ? await loadMemory(plan.memoryId) : null
  if (!plan || !memory) return refuse('not-found')
  if (plan.status !== 'draft') return refuse('wrong-status')
  if (plan.hash !== input.hash) return refuse('plan-changed')
  const datasets = await newOnes(memory, plan.document as unknown as ErasurePlan)
  if (datasets.length === 0) return refuse('rows-not-told-apart')
  return commit(actor, memory.requestId, async (tx, say) => {
    const { count } = await tx.plan.updateMany({
      where: { id: plan.id, status: 'draft' },
      data: { status: 'superseded' },
    })
    if (count !== 1) throw new Conflict()
    const { anchors, ...remembered } = rememberedKeys(memory)
    const kept = { ...remembered, anchors: anchors.filter(({ dataset }) => !datasets.includes(dataset)) }
    await tx.erasureMemory.update({ where: { id: memory.id }, data: { keysEnc: sealKeys(openVault(memory), kept) } })
    say(evidence('follow-up.dismissed', { ...followUpBody(plan), datasets }))
    return {}
  })
}

/** Datasets where nothing was left, so that every row there is new, and to which no others are linked. */
async function newOnes(memory: MemoryCase, plan: ErasurePlan): Promise<string[]> {
  const { map } = await mapVersion(db, plan.mapVersion)
  const linked = new Set(map.datasets.flatMap(({ links }) => (links ?? []).map(({ to }) => to)))
  const found = plan.systems.flatMap(({ groups }) =>
    groups.filter(({ rows }) => rows > 0).map(({ dataset }) => dataset),
  )
  const left = new Set(
    standingOf(memory)
      .filter((line) => line.left > 0)
      .map(({ dataset }) => dataset),
  )
  return [...new Set(found)].filter((dataset) => !left.has(dataset) && !linked.has(dataset)).sort()
}
