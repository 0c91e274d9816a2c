// One system's share of the data map, as its connector wants it.
import type { SystemMap } from '../connectors/connector'
import type { DataMap } from '../domain/data-map/types'
import type { HoldRule } from '../domain/hold-rule'
import { documentQuestions } from '../domain/plan/document-questions'

/** `rules`: where a plan is to be drawn from what is found; what they ask is asked with the search. */
export const systemShare = (map: DataMap, system: string, rules: readonly HoldRule[] = []): SystemMap => ({
  system,
  datasets: map.datasets.filter((dataset) => dataset.system === system),
  identifiers: map.identifiers,
  controllers: map.controllers,
  exempt: map.exempt.filter((entry) => entry.system === system).map((entry) => entry.table),
  ...(rules.length > 0 && { questions: documentQuestions(map, rules) }),
})
