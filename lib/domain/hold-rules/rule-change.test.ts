import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdEnd, readYearClose } from '../hold-period'
import { type HoldRule, startTransforms } from '../hold-rule'
import { rule } from '../plan/invoicing-fixture'
import { isWeaker, takesEffectAt, weakenings } from './rule-change'

const base = rule('r', 'FR', 'P10Y', { regime: 'restricted' })
const paid: HoldRule = { ...base, covers: { where: [{ term: 'document-status', in: ['issued', 'paid'] }] } }
const large: HoldRule = { ...base, covers: { where: [{ term: 'amount', atLeast: 120 }] } }

describe('a change', () => {
  it.each<[string, HoldRule, Partial<HoldRule>, string[]]>([
    ['to a shorter period', base, { period: 'P6Y' }, ['ends-sooner']],
    ['to a longer period', base, { period: 'P11Y' }, []],
    ['to an earlier start', base, { start: 'that-date' }, ['ends-sooner']],
    ['to a start that is sometimes earlier', base, { start: 'financial-year-close' }, ['ends-sooner']],
    ['to a start later by a day, ending the day before', base, { start: 'following-1-january' }, []],
    ['to fewer fields', base, { needs: ['amount'] }, ['needs-fewer']],
    ['to more fields', base, { needs: [...base.needs, 'tax-number'] }, []],
    ['to one dataset', base, { covers: { dataset: 'invoice' } }, ['covers-fewer']],
    ['to some documents', base, { covers: large.covers }, ['covers-fewer']],
    ['to all documents again', large, { covers: undefined }, []],
    ['to a higher amount', large, { covers: { where: [{ term: 'amount', atLeast: 500 }] } }, ['covers-fewer']],
    ['to a lower amount', large, { covers: { where: [{ term: 'amount', atLeast: 50 }] } }, []],
    ['to one value less', paid, { covers: { where: [{ term: 'document-status', in: ['paid'] }] } }, ['covers-fewer']],
    [
      'to one value more',
      paid,
      { covers: { where: [{ term: 'document-status', in: ['void', 'paid', 'issued'] }] } },
      [],
    ],
    ['to another condition', paid, { covers: large.covers }, ['covers-fewer']],
    ['to be kept without restriction', base, { regime: 'kept' }, ['regime-weaker']],
    ['to bloqueo', base, { regime: 'blocked' }, []],
    ['to leave what names nobody', base, { after: 'anonymise' }, []],
    ['to leave nothing', { ...base, after: 'anonymise' }, { after: 'erase' }, ['erased-afterwards']],
    ['to count from another event', base, { startEvent: 'last-payment' }, ['starts-otherwise']],
    ['to a mere limit', base, { effect: 'limit' }, ['no-longer-holds']],
    ['of a mere limit', { ...base, effect: 'limit' }, { period: 'P1Y' }, []],
    ['of country', base, { jurisdiction: 'DE' }, ['other-documents']],
    ['of words only', base, { name: { en: 'x', fr: 'y' }, note: { en: 'x', fr: 'y' }, reviewedOn: '2027-01-01' }, []],
  ])('%s', (_name, before, change, expected) => {
    expect(weakenings(before, { ...before, ...change })).toEqual(expected)
  })

  it('waits a day where it weakens, and retiring does', () => {
    const moment = Temporal.Instant.from('2026-11-22T10:00:00Z')
    const from = (rule: HoldRule | null) => takesEffectAt(base, rule, moment).toString()
    expect(from({ ...base, period: 'P6Y' })).toBe('2026-11-23T10:00:00Z')
    expect(from(null)).toBe('2026-11-23T10:00:00Z')
    expect(from({ ...base, period: 'P12Y' })).toBe('2026-11-22T10:00:00Z')
    expect(takesEffectAt(null, base, moment).toString()).toBe('2026-11-22T10:00:00Z')
  })
})

it('what is not weaker never lets a document go earlier', () => {
  const term = fc.record({
    start: fc.constantFrom(...startTransforms),
    period: fc.oneof(
      fc.integer({ min: 1, max: 12 }).map((years) => `P${years}Y`),
      fc.integer({ min: 300, max: 4000 }).map((days) => `P${days}D`),
    ),
  })
  const day = fc.integer({ min: 0, max: 9000 }).map((days) => Temporal.PlainDate.from('2005-01-01').add({ days }))
  const close = fc.constantFrom('--12-31', '--06-30', '--09-30', '--02-29')
  fc.assert(
    fc.property(term, term, day, close, (one, other, start, at) => {
      const [before, after] = [
        { ...base, ...one },
        { ...base, ...other },
      ]
      if (isWeaker(before, after)) return
      const financialYearClose = readYearClose(at) ?? undefined
      const end = (of: HoldRule) => holdEnd({ start, transform: of.start, period: of.period, financialYearClose }).end
      expect(Temporal.PlainDate.compare(end(after), end(before))).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 60 },
  )
})
