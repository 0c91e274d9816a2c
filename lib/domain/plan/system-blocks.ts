// What could not be looked into stops the plan with a line of its own: unknown is never "nothing".
import type { Catalogue } from '../catalogue'
import { taskSystemsOf } from '../data-map/system-kinds'
import type { DataMap } from '../data-map/types'
import type { FindingProblem, SystemFinding } from '../findings'
import { type BlockList, compareText } from './planning'

/** Problems that keep data from being read as well as from being erased. */
export type Purpose = 'erasure' | 'access'

export function blockSystems(map: DataMap, findings: readonly SystemFinding[], purpose: Purpose, blocks: BlockList) {
  const bySystem = new Map(findings.map((finding) => [finding.system, finding]))
  if (bySystem.size !== findings.length) throw new Error('Two findings of one system')
  for (const system of new Set(map.datasets.map((dataset) => dataset.system))) {
    const finding = bySystem.get(system)
    const add = (problem: FindingProblem) => blocks.add({ code: 'system', system, problem })
    if (!finding) add({ code: 'unreachable', detail: 'not searched' })
    else {
      const problems = finding.problems.filter((problem) => matters(problem, purpose))
      for (const problem of problems) add(problem)
      const silent = finding.status !== 'searched' && finding.problems.length === 0
      if (silent) add({ code: 'unreachable', detail: finding.status })
      if (finding.status === 'searched') blockMissing(map, finding, blocks)
    }
  }
}

/** What people sign names these systems; what is found there they learn by and by, and it stops no other system. */
export function signedByHand(map: DataMap): { byHand?: string[] } {
  const byHand = taskSystemsOf(map).map(({ key }) => key)
  return byHand.length > 0 ? { byHand: byHand.sort(compareText) } : {}
}

export function warnSystems(findings: readonly SystemFinding[], warnings: BlockList) {
  for (const { system, warnings: list } of findings)
    for (const problem of list) warnings.add({ code: 'system', system, problem })
}

const matters = (problem: FindingProblem, purpose: Purpose) =>
  purpose === 'erasure' || problem.code !== 'no-right' || problem.right === 'select'

/** A dataset of the map that the search says nothing about was not searched. */
function blockMissing(map: DataMap, finding: SystemFinding, blocks: BlockList) {
  const searched = new Set(finding.datasets.map((dataset) => dataset.dataset))
  const told = new Set(finding.problems.flatMap((problem) => ('dataset' in problem ? [problem.dataset] : [])))
  for (const { key, system, table } of map.datasets) {
    if (system !== finding.system || searched.has(key) || told.has(key)) continue
    blocks.add({ code: 'system', system, problem: { code: 'table-missing', dataset: key, table } })
  }
}

/** The table of each dataset in the catalogue that its finding was made with. */
export function tableOf(catalogues: Readonly<Record<string, Catalogue>>, system: string, name: string) {
  return catalogues[system]?.tables.find((table) => table.name === name)
}
