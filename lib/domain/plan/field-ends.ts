import { compareText } from './planning'
import type { PlanGroup } from './types'

/**
 * Until when a field of the group's rows stays. Several rules may need it: each row keeps it until the last of them
 * ends. `null`: it stays without an end, as a matter, a reference or the map has it.
 */
export type FieldEnd = {
  field: string
  /** Keys of the rules that need it. */
  rules: string[]
  /** No row loses it before. */
  earliest: string | null
  /** No row has it after. */
  latest: string | null
}

/** By field, in order. What a rule releases when it ends is what no rule needs that ends later. */
export function fieldEnds(group: Pick<PlanGroup, 'keeps'>): FieldEnd[] {
  const fields = [...new Set(group.keeps.flatMap((kept) => kept.fields))].sort(compareText)
  return fields.map((field) => {
    const because = group.keeps.filter((kept) => kept.fields.includes(field))
    const ruled = because.flatMap((kept) => (kept.why === 'rule' ? [kept] : []))
    const rules = ruled.map(({ rule }) => rule).sort(compareText)
    if (ruled.length < because.length || ruled.length === 0) return { field, rules, earliest: null, latest: null }
    const dates = ruled.map(({ until }) => until.map(({ date }) => date).sort(compareText))
    const last = (texts: (string | undefined)[]) =>
      texts
        .filter((text) => text !== undefined)
        .sort(compareText)
        .at(-1)
    return {
      field,
      rules,
      earliest: last(dates.map((list) => list[0])) ?? null,
      latest: last(dates.map((list) => list.at(-1))) ?? null,
    }
  })
}
