// What becomes of every field of every row of a plan, why, and until when: each field of a group stands in exactly one part.
import { fieldNamed, pathFields, pathName } from '../data-map/field-path'
import type { DataMap, FieldCategory, MapDataset, Replacement, Text } from '../data-map/types'
import { changeOf } from './change-of'
import { isInPart } from './path-fate'
import { compareText } from './planning'
import type { ErasurePlan, KeptBecause, PlanGroup } from './types'

/** The columns of each dataset's table, as the last inspection saw them; a dataset may be missing. */
export type ColumnsSeen = Readonly<Record<string, readonly string[]>>

export type FieldName = {
  field: string
  label: Text | null /** Null: not in the map, so its values are never read. */
  category: FieldCategory | null
  /** A named part of the JSON column `of`. */
  part?: { of: string; path: string }
}
export type FieldFate = 'erased' | 'replaced' | 'kept'
export type FieldReason =
  | KeptBecause
  /** The whole row goes: of these rules none holds it, or none any more. */
  | { why: 'row-goes'; notUnder: string[] }
  /** Nothing needs it on a row that stays; silence means erase. */
  | { why: 'not-needed' }
  /** A key or code that holds together what a rule keeps. */
  | { why: 'binds' }
  /** Columns outside the map: keys, links and what the database computes itself. */
  | { why: 'never-read' }

export type FieldPart = {
  fate: FieldFate
  /** Several where more than one rule needs the same fields. */
  reasons: FieldReason[]
  fields: (FieldName & { replacement: string | null })[]
  /** Rows by the last day on which they keep these fields; empty where no end is known. Sums to the group's rows. */
  until: { date: string; rows: number }[]
}
export type GroupFields = {
  /** Unique in the plan. */ id: string
  fate: PlanGroup['fate']
  rows: number
  reasons: FieldReason[]
  parts: FieldPart[]
}
export type DatasetFields = {
  dataset: string
  label: Text
  table: string
  rows: number
  deleted: number
  cleared: number
  fields: number
  groups: GroupFields[]
}
export type SystemFields = {
  system: string
  name: string
  rows: number
  deleted: number
  cleared: number
  datasets: DatasetFields[]
}

export function explainFields(plan: ErasurePlan, map: DataMap, seen: ColumnsSeen): SystemFields[] {
  return plan.systems
    .map(({ system, groups }) => {
      const datasets = [...Map.groupBy(groups, ({ dataset }) => dataset)].map(([key, own]) =>
        explainDataset(
          map.datasets.find((known) => known.key === key),
          key,
          own,
          seen[key] ?? [],
        ),
      )
      const name = map.systems.find(({ key }) => key === system)?.name ?? system
      return { system, name, ...sumOf(datasets), datasets: datasets.sort((a, b) => b.rows - a.rows) }
    })
    .filter(({ datasets }) => datasets.length > 0)
}

export const sumOf = (parts: readonly { rows: number; deleted: number; cleared: number }[]) => ({
  rows: parts.reduce((sum, { rows }) => sum + rows, 0),
  deleted: parts.reduce((sum, { deleted }) => sum + deleted, 0),
  cleared: parts.reduce((sum, { cleared }) => sum + cleared, 0),
})

function explainDataset(
  dataset: MapDataset | undefined,
  key: string,
  groups: PlanGroup[],
  columns: readonly string[],
): DatasetFields {
  const names = namesOf(dataset, columns)
  const split = groups.map(({ rows, fate }) => ({
    rows,
    deleted: fate === 'delete' ? rows : 0,
    cleared: fate === 'clear' ? rows : 0,
  }))
  return {
    dataset: key,
    label: dataset?.label ?? { en: key, fr: key },
    table: dataset?.table ?? key,
    ...sumOf(split),
    fields: names.length,
    groups: groups.map((group, index) => explainGroup(group, `${key}-${index + 1}`, names, dataset)),
  }
}

function namesOf(dataset: MapDataset | undefined, columns: readonly string[]): FieldName[] {
  const fields = dataset?.fields ?? {}
  const mapped = Object.entries(fields).flatMap(([of, known]): FieldName[] => [
    { field: of, label: known.label ?? null, category: known.category },
    ...pathFields(known).map(([path, { label, category }]) => {
      return { field: pathName(of, path), label: label ?? null, category, part: { of, path } }
    }),
  ])
  const others = columns.filter((column) => !Object.hasOwn(fields, column))
  return [...mapped, ...others.map((field) => ({ field, label: null, category: null }))]
}

function explainGroup(
  group: PlanGroup,
  id: string,
  names: readonly FieldName[],
  dataset: MapDataset | undefined,
): GroupFields {
  const { fate, rows } = group
  const lines = names.map((name) => ({ name, ...fateOf(group, name, dataset) }))
  const parts = [...Map.groupBy(lines, (line) => JSON.stringify([line.fate, line.reasons.map(reasonKey)])).values()]
  const reasons: FieldReason[] = fate === 'delete' ? [rowGoes(group)] : group.keeps
  return {
    ...{ id, fate, rows, reasons },
    parts: parts
      .flatMap((members): FieldPart[] => {
        const [first] = members
        if (!first) return []
        const fields = members.map(({ name, replacement }) => ({ ...name, replacement }))
        const until = first.fate === 'kept' ? lasts(group, first.reasons, dataset) : []
        return [{ fate: first.fate, reasons: first.reasons, fields, until }]
      })
      .sort((a, b) => rank(a) - rank(b)),
  }
}

/** What stays first, what a law names before what merely stays with it; then what is replaced; then what goes. */
const rank = ({ fate, reasons }: FieldPart) =>
  ['kept', 'replaced', 'erased'].indexOf(fate) * 2 +
  Number(reasons.every(({ why }) => why !== 'rule' && why !== 'matter'))

const rowGoes = ({ where }: PlanGroup): FieldReason => ({
  why: 'row-goes',
  notUnder: [...new Set(where.notHeldBy.map(({ rule, ruleVersion }) => `${rule}@${ruleVersion}`))].sort(compareText),
})

type Fate = { fate: FieldFate; reasons: FieldReason[]; replacement: string | null }

function fateOf(group: PlanGroup, { field, category, part }: FieldName, dataset: MapDataset | undefined): Fate {
  const none = { replacement: null }
  if (group.fate === 'delete') return { fate: 'erased', reasons: [rowGoes(group)], ...none }
  const matters = group.keeps.filter(({ why }) => why === 'matter')
  if (matters.length > 0) return { fate: 'kept', reasons: matters, ...none }
  const change = changeIn(group, part?.of ?? field, part?.path)
  if (change === 'clear') return { fate: 'erased', reasons: [{ why: 'not-needed' }], ...none }
  if (change) return { fate: 'replaced', reasons: [{ why: 'not-needed' }], replacement: change.replace }
  if (category === null) return { fate: 'kept', reasons: [{ why: 'never-read' }], ...none }
  const known = fieldNamed(dataset?.fields ?? {}, field)
  const own = group.keeps.filter(({ fields }) => fields.includes(field))
  // A part stays with the rest of its document, where nothing more is said of it.
  const reasons = own.length > 0 || !part ? own : group.keeps.filter(({ fields }) => fields.includes(part.of))
  const ruled = reasons.length > 0 && reasons.every(({ why }) => why === 'rule')
  if (!ruled) return { fate: 'kept', reasons, ...none }
  // The row outlives the rule there, and with it what the map never clears.
  if (dataset?.erasure === 'clear' && known && changeOf(known) === null)
    return { fate: 'kept', reasons: [{ why: 'row-stays', fields: [] }], ...none }
  const binds = category === 'reference' && known?.term === undefined
  return { fate: 'kept', reasons: binds ? [{ why: 'binds' }] : reasons, ...none }
}

/** Of a document in part: what becomes of this path or, without one, of all that no path names. */
function changeIn({ changes }: PlanGroup, field: string, path?: string): 'clear' | Replacement | null {
  const change = changes.find((one) => one.field === field)?.change
  if (!change || change === 'clear' || !isInPart(change)) return change ?? null
  const fate = change.paths.find((one) => one.path === path)?.fate ?? (change.rest === 'goes' ? 'clear' : 'keep')
  return fate === 'keep' ? null : fate
}

/** What merely stays with a held record ends with it; in a row that outlives its rules it has no end. */
function lasts(group: PlanGroup, reasons: readonly FieldReason[], dataset: MapDataset | undefined) {
  const own = untilOf(reasons)
  if (own.length > 0 || reasons.some(({ why }) => why === 'matter')) return own
  const outlived = dataset?.erasure === 'clear' || group.keeps.some((kept) => kept.why === 'rule' && kept.after)
  return outlived ? [] : untilOf(group.keeps.filter(({ why }) => why === 'rule'))
}

export function reasonKey(reason: FieldReason): string {
  if (reason.why === 'rule' || reason.why === 'anonymous') return `${reason.why} ${reason.rule}@${reason.ruleVersion}`
  if (reason.why === 'matter') return `matter ${reason.matter}`
  return reason.why === 'referenced' ? `referenced ${reason.table}` : reason.why
}

/** Where several rules need the same fields the one that ends last counts; anything without an end leaves none. */
export function untilOf(reasons: readonly FieldReason[]): { date: string; rows: number }[] {
  const ruled = reasons.flatMap((reason) => (reason.why === 'rule' ? [reason.until] : []))
  if (ruled.length < reasons.length) return []
  const last = (until: readonly { date: string }[]) => until.at(-1)?.date ?? ''
  return ruled.reduce<{ date: string; rows: number }[]>((best, until) => (last(until) > last(best) ? until : best), [])
}

/** The group in one word. `untouched`: frozen by people. */
export function becomes({ fate, reasons }: Pick<GroupFields, 'fate' | 'reasons'>): 'erased' | 'stays' | 'untouched' {
  if (fate === 'delete') return 'erased'
  return reasons.some(({ why }) => why === 'matter') ? 'untouched' : 'stays'
}
