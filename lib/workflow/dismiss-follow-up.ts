import type { StaffActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { ErasurePlan } from '../domain/plan/types'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import { Conflict, commit } from './commit-item'
import { mapVersion } from './current-map'
import { followUpBody } from './follow-up-body'
import { loadDraft, type SignFollowUp } from './load-follow-up'
import { type MemoryCase, rememberedKeys, sealKeys, standingOf } from './load-memory'

/**
 * The officer found that these rows came after the erasure (somebody registered anew): they are left alone, and their
 * keys are no longer sought. Only where whole keys tell them apart: rows of a record that was left cannot be dismissed.
 */
export async function dismissFollowUp(actor: StaffActor, input: SignFollowUp): Promise<Outcome> {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  const draft = await loadDraft(input)
  if (!draft.ok) return draft
  const { plan, memory } = draft
  const datasets = await newOnes(memory, plan.document as unknown as ErasurePlan)
  if (datasets.length === 0) return refuse('rows-not-told-apart')
  return commit(actor, memory.requestId, async (tx, say) => {
    const { count } = await tx.plan.updateMany({
      where: { id: plan.id, status: 'draft' },
      data: { status: 'superseded' },
    })
    if (count !== 1) throw new Conflict()
    const { anchors, kinds } = rememberedKeys(memory)
    const kept = { kinds, anchors: anchors.filter(({ dataset }) => !datasets.includes(dataset)) }
    await tx.erasureMemory.update({ where: { id: memory.id }, data: { keysEnc: sealKeys(openVault(memory), kept) } })
    say(evidence('follow-up.dismissed', { ...followUpBody(plan), datasets }))
    return {}
  })
}

/**
 * Datasets with keys of their own where nothing was left, nor in any dataset that is found through them: every row there
 * is new, and without these keys nothing is lost that was left.
 */
async function newOnes(memory: MemoryCase, plan: ErasurePlan): Promise<string[]> {
  const { map } = await mapVersion(db, plan.mapVersion)
  const pinned = new Set(rememberedKeys(memory).anchors.map(({ dataset }) => dataset))
  const found = plan.systems.flatMap(({ groups }) =>
    groups.filter(({ rows }) => rows > 0).map(({ dataset }) => dataset),
  )
  const left = standingOf(memory).filter((line) => line.left > 0)
  return [...new Set(found)]
    .filter((dataset) => pinned.has(dataset))
    .filter((dataset) => {
      const through = foundThrough(map, dataset)
      return !left.some((line) => through.has(line.dataset))
    })
    .sort()
}

/** The dataset itself, and those whose rows are linked to its rows, over any number of links. */
function foundThrough({ datasets }: DataMap, key: string): Set<string> {
  const through = new Set([key])
  // A set that grows while it is gone through.
  for (const parent of through)
    for (const { key: child, links } of datasets) if (links?.some(({ to }) => to === parent)) through.add(child)
  return through
}
