import type { WorkerActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { type Beside, type CorrectionLines, correctionLines } from '../domain/letters/correction-lines'
import type { MatterKind, MatterTold } from '../domain/matter'
import { type Outcome, refuse } from '../domain/outcome'
import type { RectificationPlan } from '../domain/plan/rectification-plan'
import { correctionOutcome } from '../domain/rectification/outcome'
import { today } from '../platform/clock'
import { db } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import { commit } from './commit-item'
import { correctedValues } from './corrected-values'
import { correctionByHand } from './correction-tasks'
import { namedMap } from './current-map'
import { endItem } from './finish-item'
import { vaultOf } from './load-case'
import type { Finished } from './load-finished'
import { tellRecipients } from './tell-recipients'

type FinishedPlan = Finished['plans'][number]

/** Every step was seen done: the letter says what was corrected where, what stays and why, and what was refused. */
export async function closeCorrection(actor: WorkerActor, item: Finished, plan: FinishedPlan): Promise<Outcome> {
  const vault = vaultOf(item.request)
  const { waits, lines: byHand } = await correctionByHand(db, vault, item.id)
  if (waits) return refuse('tasks-open')
  const { map } = await namedMap(db, { version: plan.mapVersion, checksum: plan.mapChecksum })
  const lines = await linesOf(item, plan, vault, map)
  const changed = await correctedValues(vault, correctedPlans(item.plans), map)
  const outcome = correctionOutcome(lines, byHand)
  const confirmedOn = today(item.request.timeZone).toString()
  return commit(actor, item.requestId, async (tx, say) => {
    if (outcome === 'nothing-found') {
      const letter = { kind: 'nothing-found' as const, facts: { forwarded: lines.forwarded } }
      await endItem(tx, say, { item, outcome, letter })
      return {}
    }
    const said = outcome === 'partly-corrected' ? ('partly' as const) : outcome
    const facts = { ...lines, byHand, confirmedOn, outcome: said }
    await endItem(tx, say, { item, outcome, letter: { kind: 'answer-rectification', facts } })
    await tellRecipients(tx, say, item, { act: 'rectification', map, lines: changed })
    return {}
  })
}

async function linesOf(
  item: Finished,
  plan: FinishedPlan,
  vault: RequestVault,
  map: DataMap,
): Promise<CorrectionLines> {
  const last = plan.document as unknown as RectificationPlan
  return correctionLines(correctedPlans(item.plans), last, map, await beside(item.id, last, vault))
}

/** Each plan with the systems that were seen corrected; of one that was overtaken too. */
export const correctedPlans = (
  plans: { document: unknown; steps: { systemKey: string; status: string }[] }[],
): RectificationPlan[] =>
  plans.map(({ document, steps }) => {
    const plan = document as RectificationPlan
    const seen = steps.filter(({ status }) => status === 'verified').map(({ systemKey }) => systemKey)
    return { ...plan, systems: plan.systems.filter(({ system }) => seen.includes(system)) }
  })

export async function beside(itemId: string, last: RectificationPlan, vault: RequestVault): Promise<Beside> {
  const wishes = await db.correctionWish.findMany({ where: { itemId } })
  const frozenBy = last.kept.flatMap(({ why }) => (why.code === 'matter' ? [why.matter] : []))
  const matters = await db.matter.findMany({ where: { id: { in: frozenBy } } })
  return {
    wishes: wishes.map(({ id, datum, reasonEnc }) => ({
      ...{ id, datum },
      reason: reasonEnc === null ? null : vault.open(`correction_wish.reason:${id}`, reasonEnc),
    })),
    matters: matters.map(({ id, kind, told }) => ({ id, kind: kind as MatterKind, told: told as MatterTold })),
  }
}
