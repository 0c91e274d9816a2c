// The plan in the sums that people read before they sign: what goes, what stays, by which law, until when.
import type { DataMap, MapDataset, Text } from '../data-map/types'
import type { MatterKind } from '../matter'
import { isFrozen } from './freeze'
import { compareText } from './planning'
import type { ErasurePlan, KeptBecause, PlanGroup } from './types'

export type FieldName = { field: string; label: Text | null }
export type StayingSum = {
  why: KeptBecause['why']
  rows: number
  fields: FieldName[]
  /** For a rule: its key, version and law, and rows by the last day of their hold. */
  rule: { key: string; version: number; law: string; until: { date: string; rows: number }[] } | null
  /** For `referenced`: the table whose rows still point here. */
  table: string | null
  /** For `matter`: which one. */
  matter: { id: string; reference: string; kind: MatterKind } | null
}
export type DatasetSum = {
  dataset: string
  label: Text
  rows: number
  deleted: number
  cleared: number
  held: number
  /** Fields emptied or replaced in rows that stay. */
  goes: (FieldName & { change: 'clear' | 'replace'; rows: number })[]
  stays: StayingSum[]
}
export type TimelineEntry = { date: string; rows: number; rule: string; law: string }
export type ErasureSums = {
  systems: { system: string; name: string; rows: number; datasets: DatasetSum[] }[]
  /** When held rows are released, by date and rule; a row held by two rules stands under both. */
  timeline: TimelineEntry[]
}

export function sumErasure(plan: ErasurePlan, map: DataMap): ErasureSums {
  const systems = plan.systems.map(({ system, groups }) => {
    const datasets = [...Map.groupBy(groups, (group) => group.dataset)].map(([key, own]) => sumDataset(map, key, own))
    const name = map.systems.find((known) => known.key === system)?.name ?? system
    return { system, name, rows: sum(datasets), datasets }
  })
  return { systems, timeline: timelineOf(plan.systems.flatMap(({ groups }) => groups)) }
}

const sum = (parts: readonly { rows: number }[]) => parts.reduce((rows, part) => rows + part.rows, 0)

function sumDataset(map: DataMap, key: string, groups: readonly PlanGroup[]): DatasetSum {
  const dataset = map.datasets.find((known) => known.key === key)
  const named = (field: string): FieldName => ({ field, label: dataset?.fields[field]?.label ?? null })
  return {
    dataset: key,
    label: dataset?.label ?? { en: key, fr: key },
    rows: sum(groups),
    deleted: sum(groups.filter(({ fate }) => fate === 'delete')),
    cleared: sum(groups.filter(({ fate }) => fate === 'clear')),
    held: sum(groups.filter((group) => group.where.heldBy.length > 0 || isFrozen(group))),
    goes: goingFields(groups, dataset, named),
    stays: stayingSums(groups, named),
  }
}

function goingFields(groups: readonly PlanGroup[], dataset: MapDataset | undefined, named: (f: string) => FieldName) {
  const order = Object.keys(dataset?.fields ?? {})
  const changes = groups.flatMap(({ rows, changes: list }) =>
    list.map(({ field, change }) => ({
      field,
      change: change === 'clear' ? ('clear' as const) : ('replace' as const),
      rows,
    })),
  )
  return [...Map.groupBy(changes, ({ field, change }) => `${field} ${change}`).values()]
    .flatMap(([first, ...others]) =>
      first ? [{ ...named(first.field), change: first.change, rows: first.rows + sum(others) }] : [],
    )
    .sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
}

/** One line a reason: groups that the same rule holds are told together. */
function stayingSums(groups: readonly PlanGroup[], named: (field: string) => FieldName): StayingSum[] {
  const lines = groups.flatMap((group) => group.keeps.map((kept) => ({ kept, rows: group.rows })))
  return [...Map.groupBy(lines, ({ kept }) => reasonOf(kept))]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, [first, ...others]]) => {
      if (!first) return []
      const all = [first, ...others]
      const fields = [...new Set(all.flatMap(({ kept }) => kept.fields))].sort(compareText).map(named)
      const { kept } = first
      const rule = (kept.why === 'rule' || kept.why === 'anonymous') && {
        key: kept.rule,
        version: kept.ruleVersion,
        law: kept.law,
        until: untilOf(all.map((line) => line.kept)),
      }
      return [
        {
          why: kept.why,
          rows: sum(all),
          fields,
          rule: rule || null,
          table: kept.why === 'referenced' ? kept.table : null,
          matter: kept.why === 'matter' ? { id: kept.matter, reference: kept.reference, kind: kept.kind } : null,
        },
      ]
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

function timelineOf(groups: readonly PlanGroup[]): TimelineEntry[] {
  const ends = groups.flatMap(({ keeps }) =>
    keeps.flatMap((kept) =>
      kept.why === 'rule' ? kept.until.map((u) => ({ ...u, rule: kept.rule, law: kept.law })) : [],
    ),
  )
  return [...Map.groupBy(ends, ({ date, rule }) => `${date} ${rule}`)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, [first, ...others]]) => (first ? [{ ...first, rows: first.rows + sum(others) }] : []))
}
