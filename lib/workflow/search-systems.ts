// Looks for the person in every mapped system at once. A system that is away gives a finding that says so: it is never
// skipped, since "not found" and "not asked" must not look alike.
import { ConnectorUnavailable, type SystemMap, SystemRefused } from '../connectors/connector'
import type { Catalogue } from '../domain/catalogue'
import { databasesOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import {
  type Identifier,
  type PersonKeys,
  refusedFinding,
  type SystemFinding,
  slowFinding,
  unreachableFinding,
} from '../domain/findings'
import type { HoldRule } from '../domain/hold-rule'
import { type OpenSystem, openSystem } from './open-system'
import { type EarlyMentions, mentionsMeanwhile, withMentions } from './search-mentions'
import { systemShare } from './system-share'

export type Search = {
  findings: SystemFinding[]
  catalogues: Record<string, Catalogue>
  person: PersonKeys
}

/** `mostUnindexed`: larger tables are not searched where no index helps; null: all of them are. */
export type How = { open?: OpenSystem; mostUnindexed?: number | null }

/** `rules`: those by which the findings will be judged. */
export async function searchSystems(
  map: DataMap,
  rules: readonly HoldRule[],
  identifiers: Identifier[],
  known: PersonKeys | null,
  { open = openSystem, mostUnindexed = null }: How = {},
): Promise<Search> {
  const shares = databasesOf(map).map(({ key }) => systemShare(map, key, rules))
  const found = await Promise.all(
    shares.map((share) => searchSystem(share, identifiers, known, { open, mostUnindexed })),
  )
  const catalogues: Record<string, Catalogue> = {}
  for (const one of found) if (one.catalogue) catalogues[one.finding.system] = one.catalogue
  return {
    findings: found.map((one) => one.finding),
    catalogues,
    person: { identifiers, anchors: found.flatMap((one) => one.anchors) },
  }
}

type SystemSearch = { finding: SystemFinding; catalogue: Catalogue | null; anchors: PersonKeys['anchors'] }

async function searchSystem(
  share: SystemMap,
  identifiers: Identifier[],
  known: PersonKeys | null,
  { open, mostUnindexed }: Required<How>,
): Promise<SystemSearch> {
  const { system } = share
  const names = new Set(share.datasets.map((dataset) => dataset.key))
  const before = (known?.anchors ?? []).filter((anchor) => names.has(anchor.dataset))
  let mentions: EarlyMentions = Promise.resolve({ found: null })
  try {
    const connector = await open(system)
    const found = await connector.inSnapshot(async (reader) => {
      const catalogue = await reader.inspect()
      const slow = mostUnindexed === null ? [] : await reader.slowLookups(share, mostUnindexed)
      if (slow.length > 0) return { finding: slowFinding(system, slow), catalogue, anchors: before }
      const pinned = await reader.pin(share, identifiers)
      const anchors = mergeAnchors(before, pinned.anchors)
      mentions = mentionsMeanwhile(connector, { share, catalogue, person: { identifiers, anchors } }, mostUnindexed)
      const finding = await reader.discover(share, { identifiers, anchors })
      return { finding, catalogue, anchors }
    })
    const person = { identifiers, anchors: found.anchors }
    return { ...found, finding: await withMentions(connector, { share, ...found, person }, mostUnindexed, mentions) }
  } catch (error) {
    await mentions
    return { finding: unsearched(system, error), catalogue: null, anchors: before }
  }
}

/** One system that refuses or is away must not hide what the others hold. Our own faults are thrown. */
function unsearched(system: string, error: unknown): SystemFinding {
  if (error instanceof ConnectorUnavailable) return unreachableFinding(system, error.failure)
  if (!(error instanceof SystemRefused)) throw error
  return error.timeout ? unreachableFinding(system, 'timeout') : refusedFinding(system, error.code)
}

/** Keys once pinned stay the person's: after a clearing, the e-mail that led to them is gone. */
export function mergeAnchors(before: PersonKeys['anchors'], found: PersonKeys['anchors']): PersonKeys['anchors'] {
  const byDataset = new Map<string, Map<string, string[]>>()
  for (const { dataset, keys } of [...before, ...found]) {
    const rows = byDataset.get(dataset) ?? new Map<string, string[]>()
    for (const key of keys) rows.set(JSON.stringify(key), key)
    byDataset.set(dataset, rows)
  }
  return [...byDataset].map(([dataset, rows]) => ({ dataset, keys: [...rows.values()] }))
}
