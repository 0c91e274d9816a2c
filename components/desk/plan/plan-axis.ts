// When what is held is released: one axis for the whole plan. Sums by dataset and reason: domain/plan/explain.
import type { ErasurePlan, KeptBecause } from '@/lib/domain/plan/types'

/** Held rows by the day on which their hold ends, soonest first; where several rules hold a row, the longest counts. */
export function ends(plan: ErasurePlan): { date: string; rows: number }[] {
  const byDate = new Map<string, number>()
  for (const group of plan.systems.flatMap(({ groups }) => groups)) {
    for (const { date, rows } of longest(group.keeps)) byDate.set(date, (byDate.get(date) ?? 0) + rows)
  }
  return [...byDate].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, rows]) => ({ date, rows }))
}

function longest(keeps: KeptBecause[]): { date: string; rows: number }[] {
  const untils = keeps.flatMap((kept) => (kept.why === 'rule' ? [kept.until] : []))
  const last = (until: { date: string }[]) => until.at(-1)?.date ?? ''
  return untils.reduce<{ date: string; rows: number }[]>((best, until) => (last(until) > last(best) ? until : best), [])
}

export type AxisBar = {
  label: { date: string } | { year: string }
  date: string
  rows: number /** 0 to 1 of the axis. */
  at: number
}
export type Axis = { from: string; to: string; bars: AxisBar[]; years: { year: string; at: number }[] }

const MOST_BARS = 14
const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/** One axis from today to the last end; more ends than one can read are put together by year. */
export function axisOf(plan: ErasurePlan): Axis | null {
  const all = ends(plan)
  const to = all.at(-1)?.date
  if (!to || to <= plan.today) return null
  const span = day(to) - day(plan.today)
  const at = (iso: string) => Math.min(1, Math.max(0, (day(iso) - day(plan.today)) / span))
  const bars = all.length > MOST_BARS ? byYear(all) : all.map((end) => ({ ...end, label: { date: end.date } }))
  const first = Number(plan.today.slice(0, 4)) + 1
  const years = Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => String(first + index))
  return {
    from: plan.today,
    to,
    bars: bars.map((bar) => ({ ...bar, at: at(bar.date) })),
    years: years.map((year) => ({ year, at: at(`${year}-01-01`) })),
  }
}

function byYear(all: { date: string; rows: number }[]): Omit<AxisBar, 'at'>[] {
  const years = new Map<string, { date: string; rows: number }>()
  for (const { date, rows } of all) {
    const before = years.get(date.slice(0, 4))
    years.set(date.slice(0, 4), { date, rows: rows + (before?.rows ?? 0) })
  }
  return [...years].map(([year, end]) => ({ ...end, label: { year } }))
}
