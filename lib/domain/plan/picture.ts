// The plan as one picture: what goes at once, and in bands what stays by reason until it ends. Every row found stands in
// exactly one band, so that the numbers add up to what was found.
import { type FieldReason, reasonKey, untilOf } from './explain-fields'
import { compareText } from './planning'
import type { ErasurePlan, KeptBecause, PlanGroup } from './types'

export type PictureBand = {
  key: string
  /** What decides until when; several where rules hold the same rows side by side. */
  reasons: KeptBecause[]
  rows: number
  datasets: string[]
  /** Soonest first, sums to `rows`; empty where no end is known. `at`: 0 today, 1 the last end of the plan. */
  ends: { date: string; rows: number; at: number }[]
}
export type Picture = {
  today: string
  /** The last end; null where nothing that stays has one. */
  to: string | null
  found: number
  erased: number
  undecided: number
  bands: PictureBand[]
  years: { year: string; at: number }[]
}

const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

export function pictureOf(plan: ErasurePlan): Picture {
  const groups = plan.systems.flatMap((system) => system.groups)
  const staying = groups.filter(({ fate }) => fate === 'clear')
  const drawn = [...Map.groupBy(staying, (group) => decisive(group).map(reasonKey).join('\n'))].map(bandOf)
  const to =
    drawn
      .flatMap(({ ends }) => ends.map(({ date }) => date))
      .sort(compareText)
      .at(-1) ?? null
  const at = placer(plan.today, to)
  return {
    ...{ today: plan.today, to },
    found: plan.totals.rows,
    erased: plan.totals.deleted,
    undecided: plan.totals.blocked,
    bands: drawn
      .map((band) => ({ ...band, ends: band.ends.map((end) => ({ ...end, at: at(end.date) })) }))
      .sort((a, b) => compareText(lastOf(a), lastOf(b)) || b.rows - a.rows || compareText(a.key, b.key)),
    years: yearsOf(plan.today, to).map((year) => ({ year, at: at(`${year}-01-01`) })),
  }
}

/** Bands without an end come last. */
const lastOf = ({ ends }: Pick<PictureBand, 'ends'>) => ends.at(-1)?.date ?? '9999'

/** A matter outranks every rule; a rule what merely stays behind. */
function decisive({ keeps }: PlanGroup): KeptBecause[] {
  for (const why of ['matter', 'rule', 'anonymous', 'referenced', 'row-stays'] as const) {
    const found = keeps.filter((kept) => kept.why === why)
    if (found.length > 0) return found.sort((a, b) => compareText(reasonKey(a), reasonKey(b)))
  }
  return []
}

function bandOf([key, groups]: [string, PlanGroup[]]): Omit<PictureBand, 'ends'> & {
  ends: { date: string; rows: number }[]
} {
  const ends = new Map<string, number>()
  for (const { date, rows } of groups.flatMap((group) => untilOf(decisive(group) as FieldReason[])))
    ends.set(date, (ends.get(date) ?? 0) + rows)
  return {
    key,
    reasons: groups[0] ? decisive(groups[0]) : [],
    rows: groups.reduce((sum, { rows }) => sum + rows, 0),
    datasets: [...new Set(groups.map(({ dataset }) => dataset))],
    ends: [...ends].sort(([a], [b]) => compareText(a, b)).map(([date, rows]) => ({ date, rows })),
  }
}

/** Where a day stands between today and the last end. */
function placer(today: string, to: string | null): (iso: string) => number {
  const span = to ? day(to) - day(today) : 0
  return (iso) => (span > 0 ? Math.min(1, Math.max(0, (day(iso) - day(today)) / span)) : 1)
}

function yearsOf(today: string, to: string | null): string[] {
  const first = Number(today.slice(0, 4)) + 1
  const count = to ? Number(to.slice(0, 4)) - first + 1 : 0
  return Array.from({ length: Math.max(0, count) }, (_, index) => String(first + index))
}
