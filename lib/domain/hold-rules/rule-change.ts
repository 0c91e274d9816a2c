// Whether a change of a rule protects records less than before. A weaker rule lets rows be erased that nobody brings
// back, so it waits a day in which it can be cancelled; a stricter one holds at once.
import { holdEnd, readYearClose } from '../hold-period'
import { type HoldRule, holds, type Predicate, regimes } from '../hold-rule'

export type Weakening =
  | 'retired'
  | 'no-longer-holds'
  | 'other-documents'
  | 'covers-fewer'
  | 'needs-fewer'
  | 'starts-otherwise'
  | 'ends-sooner'
  | 'regime-weaker'
  | 'erased-afterwards'

export const WEAKENING_WAIT = { hours: 24 }

/** What a change weakens; empty: it takes effect at once. `after` null: the rule is retired. */
export function weakenings(before: HoldRule, after: HoldRule | null): Weakening[] {
  // It keeps nothing against a request, so nothing can be lost by it.
  if (!holds(before)) return []
  if (after === null) return ['retired']
  const asks: [Weakening, boolean][] = [
    ['no-longer-holds', !holds(after)],
    ['other-documents', after.jurisdiction !== before.jurisdiction || after.documentType !== before.documentType],
    ['covers-fewer', coversFewer(before, after)],
    ['needs-fewer', before.needs.some((term) => !after.needs.includes(term))],
    ['starts-otherwise', startsOtherwise(before, after)],
    ['ends-sooner', endsSooner(before, after)],
    ['regime-weaker', regimes.indexOf(after.regime ?? 'kept') < regimes.indexOf(before.regime ?? 'kept')],
    ['erased-afterwards', before.after === 'anonymise' && after.after === 'erase'],
  ]
  return asks.flatMap(([code, weaker]) => (weaker ? [code] : []))
}

export const isWeaker = (before: HoldRule, after: HoldRule | null): boolean => weakenings(before, after).length > 0

/** A stricter change holds from `moment` on; so does the first version of a rule. */
export function takesEffectAt(
  before: HoldRule | null,
  after: HoldRule | null,
  moment: Temporal.Instant,
): Temporal.Instant {
  return before && isWeaker(before, after) ? moment.add(WEAKENING_WAIT) : moment
}

function coversFewer(before: HoldRule, after: HoldRule): boolean {
  const place = after.covers?.dataset
  if (place !== undefined && place !== before.covers?.dataset) return true
  const wanted = before.covers?.where ?? []
  // Every condition that is asked now was asked before, at least as narrowly.
  return (after.covers?.where ?? []).some((now) => !wanted.some((then) => implies(then, now)))
}

const subjectOf = (predicate: Predicate) =>
  'term' in predicate ? `term ${predicate.term}` : `field ${predicate.field}`

function implies(narrow: Predicate, wide: Predicate): boolean {
  if (subjectOf(narrow) !== subjectOf(wide)) return false
  if ('in' in narrow && 'in' in wide) return narrow.in.every((value) => wide.in.includes(value))
  return 'atLeast' in narrow && 'atLeast' in wide && narrow.atLeast >= wide.atLeast
}

/** Another event may be earlier in one document and later in another; a way out turns a stop into an end. */
function startsOtherwise(before: HoldRule, after: HoldRule): boolean {
  if ((before.startEvent ?? 'document') !== (after.startEvent ?? 'document')) return true
  return before.orElse === undefined && after.orElse !== undefined
}

/** Asked of every day of two years, one of them a leap year, and of years that close otherwise. */
function endsSooner(before: HoldRule, after: HoldRule): boolean {
  if (before.start === after.start && before.period === after.period) return false
  return ['--12-31', '--06-30', '--03-31', '--01-01'].some((close) => {
    const financialYearClose = readYearClose(close) ?? undefined
    const end = (rule: HoldRule, start: Temporal.PlainDate) =>
      holdEnd({ start, transform: rule.start, period: rule.period, financialYearClose }).end
    return sampleDays.some((start) => Temporal.PlainDate.compare(end(after, start), end(before, start)) < 0)
  })
}

const sampleDays = Array.from({ length: 731 }, (_, days) => Temporal.PlainDate.from('2027-01-01').add({ days }))
