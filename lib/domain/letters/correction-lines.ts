// From the plans of corrections that were carried out to what the answer says of them.
import type { DataMap, Text } from '../data-map/types'
import type { MatterKind, MatterTold } from '../matter'
import type { KeptAsItIs, PlannedCorrection, RectificationPlan } from '../plan/rectification-plan'
import type { AnswerLetterFacts, CorrectedLine, FrozenLine, UnchangedLine } from './answer-facts'
import { datasetLabel, fieldLabel, forwardedLines } from './answer-lines'

type Facts = AnswerLetterFacts['answer-rectification']
export type CorrectionLines = Pick<
  Facts,
  'corrected' | 'asWished' | 'kept' | 'offers' | 'frozen' | 'refused' | 'left' | 'recipients' | 'forwarded'
>

/** What stands beside the plan: whose words these are is sealed there. */
export type Beside = {
  wishes: { id: string; datum: string | null; reason: string | null }[]
  matters: { id: string; kind: MatterKind; told: MatterTold }[]
}

/** `done`: every plan whose steps were seen done; `last`: the newest, which says what stays now. */
export function correctionLines(
  done: RectificationPlan[],
  last: RectificationPlan,
  map: DataMap,
  { wishes, matters }: Beside,
): CorrectionLines {
  const corrections = done.flatMap(({ systems }) => systems.flatMap((system) => system.corrections))
  const issued = last.kept.filter(({ why }) => why.code === 'issued-document')
  const reasonOf = (id: string) => wishes.find((wish) => wish.id === id)?.reason ?? ''
  return {
    corrected: together(corrections, map),
    // What an earlier plan corrected stands there already for the last one.
    asWished: together(
      last.asWished.filter((line) => !corrections.some((one) => samePlace(one, line))),
      map,
    ),
    kept: issued.map((line): UnchangedLine => {
      const law = line.why.code === 'issued-document' ? line.why.law : ''
      return { ...lineOf(line, map), law }
    }),
    offers: [...new Set(last.kept.map(({ offer }) => offer))].sort(),
    frozen: frozenLines(last.kept, map, matters),
    refused: last.refused.map(({ wish }) => {
      const datum = wishes.find(({ id }) => id === wish)?.datum ?? null
      return { what: datum === null ? null : datumLabel(map, datum), reason: reasonOf(wish) }
    }),
    left: last.left.map((line) => ({ ...lineOf(line, map), reason: reasonOf(line.wish) })),
    recipients: recipientsOf(corrections, map),
    forwarded: forwardedLines(last, map),
  }
}

type Place = { dataset: string; field: string; rows: number }

const samePlace = (a: Place, b: Place): boolean => a.dataset === b.dataset && a.field === b.field

const lineOf = ({ dataset, field, rows }: Place, map: DataMap): CorrectedLine => ({
  what: fieldDatum(map, dataset, field),
  where: datasetLabel(map, dataset),
  rows,
})

/** One line a field: its values, old and new, are nobody's to read in a letter. */
const together = (places: Place[], map: DataMap): CorrectedLine[] =>
  [...Map.groupBy(places, ({ dataset, field }) => `${dataset} ${field}`).values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const rows = others.reduce((sum, one) => sum + one.rows, first.rows)
    return [lineOf({ ...first, rows }, map)]
  })

export function fieldDatum(map: DataMap, dataset: string, field: string): Text {
  const datum = map.datasets.find(({ key }) => key === dataset)?.fields[field]?.datum
  return datum === undefined ? fieldLabel(map, dataset, field) : datumLabel(map, datum)
}

export const datumLabel = (map: DataMap, datum: string): Text =>
  map.data?.find(({ key }) => key === datum)?.label ?? { en: datum, fr: datum }

/** Where the person is told the ground alone: neither what nor where, and once. */
function frozenLines(kept: KeptAsItIs[], map: DataMap, matters: Beside['matters']): Facts['frozen'] {
  const lines = kept.flatMap((line) => (line.why.code === 'matter' ? [{ line, matter: line.why.matter }] : []))
  const told = (id: string) => matters.find((matter) => matter.id === id)?.told === 'told'
  const open = together(
    lines.filter(({ matter }) => told(matter)).map(({ line }) => line),
    map,
  )
  return lines.every(({ matter }) => told(matter)) ? open : [...open, null]
}

/** For the certificate: which kind of matter keeps what. */
export const certifiedFrozen = (last: RectificationPlan, map: DataMap, matters: Beside['matters']): FrozenLine[] =>
  last.kept.flatMap(({ dataset, rows, why }): FrozenLine[] => {
    const matter = why.code === 'matter' && matters.find(({ id }) => id === why.matter)
    if (!matter) return []
    return [matter.told === 'told' ? { kind: matter.kind, label: datasetLabel(map, dataset), rows } : null]
  })

/** Art. 19: of every dataset in which something was corrected. */
function recipientsOf(corrections: PlannedCorrection[], map: DataMap): string[] {
  const names = corrections.flatMap(({ dataset }) => map.datasets.find(({ key }) => key === dataset)?.recipients ?? [])
  return [...new Set(names)].sort()
}
