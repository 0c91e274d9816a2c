// Which group of a signed plan one record belongs to: the one that tells its rows apart by the same facts.
import { compareText, conditionKey } from './planning'
import type { ErasurePlan, GroupCondition, HoldCondition, PlanGroup } from './types'

const keysOf = (conditions: readonly HoldCondition[] = []) => conditions.map(conditionKey).sort(compareText)
const factsOf = ({ heldBy, endedUnder, dated }: GroupCondition) =>
  JSON.stringify([
    keysOf(heldBy),
    keysOf(endedUnder),
    (dated ?? []).map((one) => JSON.stringify(one)).sort(compareText),
  ])

/**
 * Places among the plan's groups of the dataset, from 0. `alone`: the group of a plan drawn from this record alone.
 * Several where only what points at the record decides: seen alone, a record's own family looks like strangers.
 */
export function placesOf(plan: Pick<ErasurePlan, 'systems'>, alone: Pick<PlanGroup, 'dataset' | 'where'>): number[] {
  const own = plan.systems.flatMap(({ groups }) => groups).filter(({ dataset }) => dataset === alone.dataset)
  return own.flatMap(({ where }, index) => (factsOf(where) === factsOf(alone.where) ? [index] : []))
}
