import type { ErasurePlan } from './types'

/** Datasets of which a plan holds rows that nobody may view until the hold ends (Spain, LOPDGDD art. 32). */
export const blockedDatasets = (plan: Pick<ErasurePlan, 'systems'>): ReadonlySet<string> =>
  new Set(
    plan.systems
      .flatMap(({ groups }) => groups)
      .filter(({ keeps, rows }) => rows > 0 && keeps.some((kept) => kept.why === 'rule' && kept.regime === 'blocked'))
      .map(({ dataset }) => dataset),
  )
