// From the plan that was carried out to what the answer says of it.
import { fieldNamed } from '../data-map/field-path'
import type { DataMap, Text } from '../data-map/types'
import { rowCounts } from '../plan/row-counts'
import type { ErasurePlan, PlanGroup } from '../plan/types'
import type { ErasedLine, ForwardedLine, FrozenLine, KeptLine } from './answer-facts'

export type ErasureLines = {
  erased: ErasedLine[]
  kept: KeptLine[]
  frozen?: FrozenLine[]
  forwarded: ForwardedLine[]
  recipients: string[]
}

/** `done`: every plan whose steps were applied; `last`: the newest, which says what stays now. */
export function erasureLines(done: ErasurePlan[], last: ErasurePlan, map: DataMap): ErasureLines {
  const datasets = [...new Set(done.flatMap(groupsOf).map((group) => group.dataset))]
  return {
    erased: datasets.map((dataset) => erasedLine(dataset, done, map)).filter((line) => line.deleted + line.cleared > 0),
    kept: last.systems.flatMap((system) => system.groups.flatMap((group) => keptLines(group, map))),
    ...frozenLines(groupsOf(last), map),
    forwarded: forwardedLines(last, map),
    recipients: recipientsOf(touchedDatasets(done), map),
  }
}

const groupsOf = (plan: ErasurePlan): PlanGroup[] => plan.systems.flatMap((system) => system.groups)

/** In which something went. */
export function touchedDatasets(done: ErasurePlan[]): string[] {
  const groups = done.flatMap(groupsOf)
  const touched = groups.filter(({ fate, changes, rows }) => rows > 0 && (fate === 'delete' || changes.length > 0))
  return [...new Set(touched.map(({ dataset }) => dataset))]
}

/** In which something stays in the person's name, whatever went beside it. */
export const heldDatasets = (last: ErasurePlan): string[] =>
  groupsOf(last)
    .filter(({ rows, keeps }) => rows > 0 && keeps.some(({ why }) => why === 'rule' || why === 'matter'))
    .map(({ dataset }) => dataset)

/** Art. 19. */
function recipientsOf(datasets: string[], map: DataMap): string[] {
  const names = datasets.flatMap((dataset) => map.datasets.find(({ key }) => key === dataset)?.recipients ?? [])
  return [...new Set(names)].sort()
}

function erasedLine(dataset: string, done: ErasurePlan[], map: DataMap): ErasedLine {
  const counts = done.flatMap((plan) => rowCounts(groupsOf(plan))).filter((line) => line.dataset === dataset)
  // Deleted rows are gone; a cleared row stays, so a later plan meets and counts it again.
  const deleted = counts.reduce((sum, line) => sum + line.deleted, 0)
  const cleared = Math.max(0, ...counts.map((line) => line.cleared))
  return { label: datasetLabel(map, dataset), deleted, cleared }
}

function keptLines(group: PlanGroup, map: DataMap): KeptLine[] {
  return group.keeps.flatMap((keep) =>
    keep.why === 'rule'
      ? [
          {
            label: datasetLabel(map, group.dataset),
            fields: keep.fields.map((field) => fieldLabel(map, group.dataset, field)),
            rows: group.rows,
            law: keep.law,
            rule: keep.rule,
            until: keep.until,
          },
        ]
      : [],
  )
}

/** What each kind of matter keeps in each dataset; one line without either for all that the person is not told. */
function frozenLines(groups: PlanGroup[], map: DataMap): Pick<ErasureLines, 'frozen'> {
  const lines = groups.flatMap(({ dataset, rows, keeps }) =>
    keeps.flatMap((kept) => (kept.why === 'matter' ? [{ dataset, rows, told: kept.told, kind: kept.kind }] : [])),
  )
  if (lines.length === 0) return {}
  const told = Map.groupBy(
    lines.filter((line) => line.told === 'told'),
    ({ kind, dataset }) => `${kind} ${dataset}`,
  )
  const frozen = [...told.values()].flatMap(([first, ...others]): FrozenLine[] => {
    if (!first) return []
    const rows = others.reduce((sum, line) => sum + line.rows, first.rows)
    return [{ kind: first.kind, label: datasetLabel(map, first.dataset), rows }]
  })
  return { frozen: lines.some((line) => line.told !== 'told') ? [...frozen, null] : frozen }
}

export const forwardedLines = (plan: { forwarded: ErasurePlan['forwarded'] }, map: DataMap): ForwardedLine[] =>
  plan.forwarded.map(({ dataset, controller, rows }) => ({
    label: datasetLabel(map, dataset),
    controller: map.controllers.find(({ key }) => key === controller)?.name ?? controller,
    rows,
  }))

const plain = (text: string): Text => ({ en: text, fr: text })

export const datasetLabel = (map: DataMap, dataset: string): Text =>
  map.datasets.find(({ key }) => key === dataset)?.label ?? plain(dataset)

export const fieldLabel = (map: DataMap, dataset: string, field: string): Text =>
  fieldNamed(map.datasets.find(({ key }) => key === dataset)?.fields ?? {}, field)?.label ?? plain(field)
