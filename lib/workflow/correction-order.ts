// What a signed plan of corrections orders in one system: its own places, with the values that stand sealed beside it.
import type { Correction, CorrectionOrder } from '../connectors/connector'
import type { PlannedCorrection, RectificationPlan } from '../domain/plan/rectification-plan'
import { db } from '../platform/db/client'
import { presentValue, wantedValue } from './correction-facts'
import { namedMap } from './current-map'
import { vaultOf } from './load-case'
import { personOf, type StepCase } from './load-step'
import { systemShare } from './system-share'
import { valueDigest } from './value-digest'

export function correctedShare(step: StepCase): RectificationPlan['systems'][number] {
  const document = step.plan.document as unknown as RectificationPlan
  const share = document.systems.find(({ system }) => system === step.systemKey)
  if (!share) throw new Error('a step of a system that its plan does not name')
  return share
}

export async function correctionOrder(step: StepCase): Promise<CorrectionOrder> {
  const { map } = await namedMap(db, { version: step.plan.mapVersion, checksum: step.plan.mapChecksum })
  const { system, catalogueHash, corrections } = correctedShare(step)
  const share = systemShare(map, system)
  const places = await db.correctionPlace.findMany({
    where: { id: { in: corrections.map(({ place }) => place) } },
    include: { wish: true },
  })
  const vault = vaultOf(step.plan.item.request)
  const ordered = corrections.map((planned): Correction => {
    const place = places.find(({ id }) => id === planned.place)
    if (!place) throw new Error('a signed place without its values')
    return asSigned(planned, presentValue(vault, place), wantedValue(vault, place.wish))
  })
  const person = await personOf(step, share.datasets)
  return { stepId: step.id, map: share, catalogueHash, person, corrections: ordered }
}

/** People signed digests: other values than theirs are never written. */
function asSigned(
  { place, dataset, field, rows, where, ...signed }: PlannedCorrection,
  before: string | null,
  after: string | null,
) {
  if (valueDigest(before) !== signed.before || valueDigest(after) !== signed.after)
    throw new Error('the values of a place are not those that were signed')
  return { place, dataset, field, rows, where, before, after }
}

/** For evidence. */
export const correctedPlaces = (step: StepCase) =>
  correctedShare(step).corrections.map(({ dataset, field, rows, before, after }) => ({
    dataset,
    field,
    rows,
    before,
    after,
  }))

/** As the desk shows what a step did. */
export type CorrectedCounts = { dataset: string; deleted: 0; cleared: 0; corrected: number }

export const correctedCounts = (step: StepCase): CorrectedCounts[] =>
  [...Map.groupBy(correctedShare(step).corrections, ({ dataset }) => dataset)].map(([dataset, own]) => ({
    ...{ dataset, deleted: 0, cleared: 0 },
    corrected: own.reduce((sum, { rows }) => sum + rows, 0),
  }))
