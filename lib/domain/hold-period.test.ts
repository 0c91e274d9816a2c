import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HoldTerm, holdEnd, readPeriod, readYearClose, startCutoff } from './hold-period'
import { startTransforms } from './hold-rule'

const date = (text: string) => Temporal.PlainDate.from(text)

describe('where a hold ends', () => {
  it.each([
    [
      'FR, year closed on 31 December',
      '2026-03-05',
      'financial-year-close',
      'P10Y',
      undefined,
      '2026-12-31',
      '2036-12-31',
    ],
    ['FR, on the day of closing', '2026-12-31', 'financial-year-close', 'P10Y', undefined, '2026-12-31', '2036-12-31'],
    [
      'FR, closing 30 June, before it',
      '2026-06-30',
      'financial-year-close',
      'P10Y',
      '--06-30',
      '2026-06-30',
      '2036-06-30',
    ],
    [
      'FR, closing 30 June, after it',
      '2026-07-01',
      'financial-year-close',
      'P10Y',
      '--06-30',
      '2027-06-30',
      '2037-06-30',
    ],
    ['closing 29 February', '2027-02-28', 'financial-year-close', 'P1Y', '--02-29', '2027-02-28', '2028-02-28'],
    ['DE voucher of 2026', '2026-05-01', 'calendar-year-end', 'P8Y', undefined, '2026-12-31', '2034-12-31'],
    ['PT invoice of 2026', '2026-01-01', 'calendar-year-end', 'P10Y', undefined, '2026-12-31', '2036-12-31'],
    ['BE invoice of 2026', '2026-11-22', 'following-1-january', 'P10Y', undefined, '2027-01-01', '2036-12-31'],
    [
      'BE books, closing 30 June, after it',
      '2026-11-22',
      'january-after-close',
      'P7Y',
      '--06-30',
      '2028-01-01',
      '2034-12-31',
    ],
    ['PL, closing 31 December', '2026-11-22', 'january-after-close', 'P5Y', undefined, '2027-01-01', '2031-12-31'],
    ['ES invoice', '2026-03-05', 'that-date', 'P6Y', undefined, '2026-03-05', '2032-03-05'],
    ['on 29 February', '2024-02-29', 'that-date', 'P6Y', undefined, '2024-02-29', '2030-02-28'],
  ] as const)('%s', (_name, start, transform, period, close, anchor, end) => {
    const financialYearClose = close ? (readYearClose(close) ?? undefined) : undefined
    const hold = holdEnd({ start: date(start), transform, period, financialYearClose })
    expect([hold.anchor.toString(), hold.end.toString()]).toEqual([anchor, end])
  })

  it('is inclusive: held on the last day, released the day after', () => {
    const german: HoldTerm = { transform: 'calendar-year-end', period: 'P8Y' }
    expect(startCutoff(german, date('2034-12-31')).toString()).toBe('2026-01-01')
    expect(startCutoff(german, date('2035-01-01')).toString()).toBe('2027-01-01')
  })

  it('a period that no import would accept is a fault of the program', () =>
    expect(() => holdEnd({ start: date('2026-01-01'), transform: 'that-date', period: 'forever' })).toThrow(RangeError))
})

describe('reading', () => {
  it.each(['P10Y', 'P6M', 'P1Y6M', 'P90D', 'P4W'])('accepts the period %s', (text) =>
    expect(readPeriod(text)?.sign).toBe(1),
  )
  it.each(['', 'P', 'P0Y', 'P0D', '-P10Y', 'PT24H', 'P1YT1H', 'P1.5Y', '10Y', 'P999Y', 'P10Y\n'])(
    'refuses the period %j',
    (text) => expect(readPeriod(text)).toBeNull(),
  )
  it('reads the closing day', () => expect(readYearClose('--06-30')).toEqual({ month: 6, day: 30 }))
  it.each(['06-30', '--02-30', '--13-01', '--6-30', ''])('refuses the closing day %j', (text) =>
    expect(readYearClose(text)).toBeNull(),
  )
})

describe('the cut-off', () => {
  const term: fc.Arbitrary<HoldTerm> = fc.record({
    transform: fc.constantFrom(...startTransforms),
    period: fc.oneof(
      fc.integer({ min: 1, max: 30 }).map((years) => `P${years}Y`),
      fc.integer({ min: 1, max: 40 }).map((months) => `P${months}M`),
      fc.integer({ min: 1, max: 400 }).map((days) => `P${days}D`),
    ),
    financialYearClose: fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) }),
  })
  const anyDay = fc.integer({ min: 0, max: 365 * 60 }).map((days) => date('2000-01-01').add({ days }))
  const compare = Temporal.PlainDate.compare

  it('says of every start exactly what the hold end says', () => {
    fc.assert(
      fc.property(term, anyDay, anyDay, (hold, start, today) => {
        const held = compare(holdEnd({ ...hold, start }).end, today) >= 0
        expect(compare(start, startCutoff(hold, today)) >= 0).toBe(held)
      }),
      { numRuns: 400 },
    )
  })

  it('is the very edge', () => {
    fc.assert(
      fc.property(term, anyDay, (hold, today) => {
        const edge = startCutoff(hold, today)
        expect(compare(holdEnd({ ...hold, start: edge }).end, today)).toBeGreaterThanOrEqual(0)
        expect(compare(holdEnd({ ...hold, start: edge.subtract({ days: 1 }) }).end, today)).toBe(-1)
      }),
      { numRuns: 400 },
    )
  })

  it('never goes back as days pass', () => {
    fc.assert(
      fc.property(term, anyDay, fc.nat(800), (hold, today, days) => {
        expect(compare(startCutoff(hold, today), startCutoff(hold, today.add({ days })))).toBeLessThanOrEqual(0)
      }),
    )
  })
})
