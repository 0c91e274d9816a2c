// The plan in the sums that people read before they sign: what goes, what stays, by which law, until when.
import type { DataMap, Text } from '../data-map/types'
import { isFrozen } from './freeze'
import { compareText } from './planning'
import type { ErasurePlan, KeptBecause, PlanGroup } from './types'

export type StayingSum = {
  reason: KeptBecause
  rows: number /** For a rule: by the last day. */
  until: { date: string; rows: number }[]
}
export type DatasetSum = {
  dataset: string
  label: Text
  rows: number
  deleted: number
  cleared: number
  held: number
  /** Fields emptied or replaced in rows that stay. */
  goes: number
  stays: StayingSum[]
}
export type ErasureSums = { systems: { system: string; name: string; rows: number; datasets: DatasetSum[] }[] }

export function sumErasure(plan: ErasurePlan, map: DataMap): ErasureSums {
  const systems = plan.systems.map(({ system, groups }) => {
    const datasets = [...Map.groupBy(groups, (group) => group.dataset)].map(([key, own]) => sumDataset(map, key, own))
    const name = map.systems.find((known) => known.key === system)?.name ?? system
    return { system, name, rows: sum(datasets), datasets }
  })
  return { systems }
}

const sum = (parts: readonly { rows: number }[]) => parts.reduce((rows, part) => rows + part.rows, 0)

function sumDataset(map: DataMap, key: string, groups: readonly PlanGroup[]): DatasetSum {
  const dataset = map.datasets.find((known) => known.key === key)
  return {
    dataset: key,
    label: dataset?.label ?? { en: key, fr: key },
    rows: sum(groups),
    deleted: sum(groups.filter(({ fate }) => fate === 'delete')),
    cleared: sum(groups.filter(({ fate }) => fate === 'clear')),
    held: sum(groups.filter((group) => group.where.heldBy.length > 0 || isFrozen(group))),
    goes: new Set(groups.flatMap(({ changes }) => changes.map(({ field }) => field))).size,
    stays: stayingSums(groups),
  }
}

/** One line a reason: groups that the same rule holds are told together. */
function stayingSums(groups: readonly PlanGroup[]): StayingSum[] {
  const lines = groups.flatMap((group) => group.keeps.map((kept) => ({ kept, rows: group.rows })))
  return [...Map.groupBy(lines, ({ kept }) => reasonOf(kept))]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, all]) => {
      const [first] = all
      return first ? [{ reason: first.kept, rows: sum(all), until: untilOf(all.map(({ kept }) => kept)) }] : []
    })
}

function reasonOf(kept: KeptBecause): string {
  if (kept.why === 'matter') return `0 ${kept.reference}`
  if (kept.why === 'rule') return `1 ${kept.rule} ${kept.ruleVersion}`
  if (kept.why === 'anonymous') return `2 ${kept.rule} ${kept.ruleVersion}`
  return kept.why === 'referenced' ? `2 ${kept.table}` : '3'
}

function untilOf(kept: readonly KeptBecause[]): { date: string; rows: number }[] {
  const ends = kept.flatMap((line) => (line.why === 'rule' ? line.until : []))
  return [...Map.groupBy(ends, ({ date }) => date)]
    .map(([date, list]) => ({ date, rows: sum(list) }))
    .sort((a, b) => compareText(a.date, b.date))
}
