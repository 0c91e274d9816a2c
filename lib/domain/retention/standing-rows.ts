// How many rows an erasure found, and how many it left standing: what a later look by the same keys may meet.
import type { MapDataset } from '../data-map/types'
import type { PersonKeys } from '../findings'
import type { ErasurePlan, PlanGroup } from '../plan/types'

export type StandingRows = {
  system: string
  dataset: string
  found: number
  left: number
  /** More rows than are pinned, found by an identifier alone: no key is remembered, so a replay cannot find them again. */
  keyless?: true
}[]
export type FollowUpCause = 'hold-ended' | 'restored'

const rowsOf = (groups: readonly PlanGroup[], dataset: string, fate?: PlanGroup['fate']) =>
  groups
    .filter((group) => group.dataset === dataset && (fate === undefined || group.fate === fate))
    .reduce((sum, { rows }) => sum + rows, 0)

/** `plans`: as carried out, oldest first; a later plan of a system meets again what an earlier one left. */
export function standingRows(plans: readonly Pick<ErasurePlan, 'systems'>[]): StandingRows {
  const shares = plans.flatMap(({ systems }) => systems)
  return [...Map.groupBy(shares, ({ system }) => system)].flatMap(([system, own]) => {
    const last = own.at(-1)?.groups ?? []
    const all = own.flatMap(({ groups }) => groups)
    return [...new Set(all.map(({ dataset }) => dataset))].sort().map((dataset) => {
      const left = rowsOf(last, dataset, 'clear')
      return { system, dataset, found: rowsOf(all, dataset, 'delete') + left, left }
    })
  })
}

/** Marks what cannot be found again by keys. */
export function markKeyless(
  standing: StandingRows,
  datasets: readonly MapDataset[],
  anchors: PersonKeys['anchors'],
): StandingRows {
  const pinned = new Set(anchors.map(({ dataset }) => dataset))
  return standing.map((line) => {
    const dataset = datasets.find(({ key }) => key === line.dataset)
    const byIdentifier = (dataset?.identifiedBy?.length ?? 0) > 0
    return byIdentifier && !pinned.has(line.dataset) ? { ...line, keyless: true } : line
  })
}

/** After a follow-up in one system: what it left there. What was found stays the measure of a restored backup. */
export function standingAfter(before: StandingRows, plan: Pick<ErasurePlan, 'systems'>): StandingRows {
  const now = standingRows([plan])
  const seen = new Set(plan.systems.map(({ system }) => system))
  return before.map((line) => {
    if (!seen.has(line.system)) return line
    return { ...line, left: now.find(({ dataset }) => dataset === line.dataset)?.left ?? 0 }
  })
}

/** Datasets in which there are more rows than the erasure left (or, in a restored system, than it found). */
export function moreThanRemembered(
  plan: Pick<ErasurePlan, 'systems'>,
  standing: StandingRows,
  cause: FollowUpCause,
): string[] {
  const groups = plan.systems.flatMap((share) => share.groups)
  return [...new Set(groups.map(({ dataset }) => dataset))].sort().filter((dataset) => {
    const known = standing.find((line) => line.dataset === dataset)
    const most = (cause === 'hold-ended' ? known?.left : known?.found) ?? 0
    return rowsOf(groups, dataset) > most
  })
}

/**
 * The keys to look by. At the end of a hold nothing is sought where nothing was left: whoever stands under such a key
 * today came later. Keys that other rows are linked to stay, since the rows that were left are found through them.
 */
export function keysToSeek(
  person: PersonKeys,
  datasets: readonly MapDataset[],
  standing: StandingRows,
  cause: FollowUpCause,
): PersonKeys {
  const linked = new Set(datasets.flatMap(({ links }) => (links ?? []).map(({ to }) => to)))
  const left = new Set(standing.filter((line) => line.left > 0).map(({ dataset }) => dataset))
  const known = new Set(datasets.map(({ key }) => key))
  const anchors = person.anchors
    .filter(({ dataset }) => known.has(dataset))
    .filter(({ dataset }) => cause === 'restored' || linked.has(dataset) || left.has(dataset))
  return { identifiers: [], anchors }
}
