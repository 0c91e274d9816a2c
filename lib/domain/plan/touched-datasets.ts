import type { RectificationPlan } from './rectification-plan'
import type { ErasurePlan } from './types'

/** Datasets in which a plan changes something, or meets what stays. */
export function touchedDatasets(plan: ErasurePlan | RectificationPlan): { key: string; system: string }[] {
  if (plan.right === 'erasure')
    return plan.systems.flatMap(({ system, groups }) => groups.map(({ dataset }) => ({ key: dataset, system })))
  return plan.systems.flatMap(({ system, corrections }) => corrections.map(({ dataset }) => ({ key: dataset, system })))
}
