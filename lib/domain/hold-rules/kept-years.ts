import { holdEnd, readYearClose } from '../hold-period'
import type { HoldRule } from '../hold-rule'

/** Documents of one country and year, counted; `year` null where the row states no date. */
export type DocumentYear = { jurisdiction: string | null; year: string | null; count: number }

export type KeptYear = {
  year: string | null
  count: number
  /** The last day on which any document of that year is kept; null without a date. */
  until: string | null
  over: boolean
}

/** What the rule does to each year of an office's own documents, the newest first; those without a date come first. */
export function keptYears(
  rule: HoldRule,
  counted: readonly DocumentYear[],
  facts: { close?: string; today: Temporal.PlainDate },
): KeptYear[] {
  const financialYearClose = readYearClose(facts.close ?? '--12-31') ?? undefined
  const term = { transform: rule.start, period: rule.period, financialYearClose }
  return counted
    .filter(({ jurisdiction }) => jurisdiction === rule.jurisdiction)
    .toSorted((a, b) => (b.year ?? '9999').localeCompare(a.year ?? '9999'))
    .map(({ year, count }) => {
      if (year === null) return { year, count, until: null, over: false }
      const { end } = holdEnd({ ...term, start: Temporal.PlainDate.from(`${year}-12-31`) })
      return { year, count, until: end.toString(), over: Temporal.PlainDate.compare(end, facts.today) < 0 }
    })
}
