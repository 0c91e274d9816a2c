import type { DataMap } from '../data-map/types'
import type { SystemFinding } from '../findings'
import { forwardedRows } from './plan-erasure'
import { BlockList, compareText } from './planning'
import { blockSystems, signedByHand, warnSystems } from './system-blocks'
import type { AccessPlan } from './types'

export type AccessFacts = {
  requestId: string
  map: DataMap
  mapVersion: number
  findings: readonly SystemFinding[]
  /** Left out with a reason, Art. 15(4); what the map no longer knows is dropped: there is nothing to leave out. */
  excluded: AccessPlan['excluded']
  /** ISO date. */
  today: string
}

/** `datasets` is exactly what will be handed over: excluded datasets and withheld fields are already out of it. */
export function planAccess(facts: AccessFacts): AccessPlan {
  const blocks = new BlockList()
  const warnings = new BlockList()
  blockSystems(facts.map, facts.findings, 'access', blocks)
  warnSystems(facts.findings, warnings)
  const found = foundDatasets(facts)
  const excluded = knownExclusions(facts)
  const whole = new Set(excluded.filter(({ field }) => field === null).map(({ dataset }) => dataset))
  const datasets = found
    .filter(({ dataset, finding }) => dataset.role === 'controller' && finding.count > 0 && !whole.has(dataset.key))
    .map(({ dataset, finding }) => {
      const left = excluded.flatMap((e) => (e.dataset === dataset.key && e.field !== null ? [e.field] : []))
      const secret = Object.keys(dataset.fields).filter((name) => dataset.fields[name]?.withheld)
      const withheldFields = [...new Set([...left, ...secret])].sort(compareText)
      return {
        dataset: dataset.key,
        system: dataset.system,
        rows: finding.count,
        digest: finding.digest,
        withheldFields,
      }
    })
  const forwarded = forwardedRows(found.filter(({ dataset }) => dataset.role === 'processor'))
  for (const { dataset, controller, rows } of forwarded) warnings.add({ code: 'processor', dataset, controller, rows })
  return {
    format: 'habeas-plan/1',
    right: 'access',
    requestId: facts.requestId,
    today: facts.today,
    mapVersion: facts.mapVersion,
    datasets,
    excluded,
    forwarded,
    ...signedByHand(facts.map),
    blocks: blocks.list(),
    warnings: warnings.list(),
    totals: { rows: datasets.reduce((sum, { rows }) => sum + rows, 0) },
  }
}

/** With what the map says of each, whatever the order of the search. */
export function foundDatasets({ map, findings }: Pick<AccessFacts, 'map' | 'findings'>) {
  const datasets = new Map(map.datasets.map((dataset) => [dataset.key, dataset]))
  return findings
    .flatMap(({ datasets: found }) => found)
    .map((finding) => {
      const dataset = datasets.get(finding.dataset)
      if (!dataset) throw new Error(`Finding of a dataset outside the map: ${finding.dataset}`)
      return { dataset, finding }
    })
    .sort((a, b) => compareText(a.dataset.key, b.dataset.key))
}

function knownExclusions({ map, excluded }: AccessFacts): AccessPlan['excluded'] {
  const datasets = new Map(map.datasets.map((dataset) => [dataset.key, dataset]))
  const place = (e: AccessPlan['excluded'][number]) => JSON.stringify([e.dataset, e.field])
  return excluded
    .filter(({ dataset, field }) => {
      const known = datasets.get(dataset)
      return known !== undefined && (field === null || Object.hasOwn(known.fields, field))
    })
    .toSorted((a, b) => compareText(place(a), place(b)))
}
