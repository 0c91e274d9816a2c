import { describe, expect, it } from 'vitest'
import { holdEnd, readYearClose } from '../hold-period'
import { explainRule } from './explain'
import { shippedRules } from './shipped'

const ruleOf = (key: string) => {
  const rule = shippedRules.find((one) => one.key === key)
  if (!rule) throw new Error(key)
  return rule
}

/** The last day on which a document of that day is kept. */
function lastDay(key: string, day: string, close = '--12-31'): string {
  const { start: transform, period } = ruleOf(key)
  const financialYearClose = readYearClose(close) ?? undefined
  return holdEnd({ start: Temporal.PlainDate.from(day), transform, period, financialYearClose }).end.toString()
}

describe('a document of 14 March 2026, books closed on 31 December or on 30 June', () => {
  it.each([
    ['invoice-fr', '2036-12-31', '2036-06-30'],
    ['invoice-de', '2034-12-31', '2034-12-31'],
    ['invoice-es', '2032-12-31', '2032-06-30'],
    ['invoice-it', '2036-12-31', '2036-06-30'],
    ['invoice-pt', '2036-12-31', '2036-12-31'],
    ['invoice-be', '2036-12-31', '2036-12-31'],
    ['invoice-nl', '2033-12-31', '2033-12-31'],
    ['invoice-gb', '2032-12-31', '2032-06-30'],
    ['invoice-ie', '2032-12-31', '2032-06-30'],
    ['invoice-pl', '2031-12-31', '2031-12-31'],
    ['invoice-ch', '2036-12-31', '2036-06-30'],
    ['accounting-fr', '2036-12-31', '2036-06-30'],
    ['accounting-de', '2036-12-31', '2036-12-31'],
    ['accounting-es', '2032-12-31', '2032-06-30'],
    ['accounting-it', '2036-12-31', '2036-06-30'],
    ['accounting-pt', '2036-12-31', '2036-12-31'],
    ['accounting-be', '2033-12-31', '2033-12-31'],
    ['accounting-nl', '2033-12-31', '2033-12-31'],
    ['accounting-gb', '2032-12-31', '2032-06-30'],
    ['accounting-ie', '2032-12-31', '2032-06-30'],
    ['accounting-pl', '2031-12-31', '2031-12-31'],
    ['accounting-ch', '2036-12-31', '2036-06-30'],
    ['consumer-contract-fr', '2036-03-14', '2036-03-14'],
    ['prospect-fr', '2029-03-14', '2029-03-14'],
    ['application-log-fr', '2027-03-14', '2027-03-14'],
    ['opposition-fr', '2029-03-14', '2029-03-14'],
  ])('%s: through %s, or %s', (key, december, june) => {
    expect([lastDay(key, '2026-03-14'), lastDay(key, '2026-03-14', '--06-30')]).toEqual([december, june])
  })
})

describe('every rule', () => {
  it('has a key of its own, a law with its address, a review, and says what is uncertain', () => {
    expect(new Set(shippedRules.map(({ key }) => key)).size).toBe(shippedRules.length)
    for (const { law, name, note, reviewedOn } of shippedRules) {
      expect(law.url).toMatch(/^https:\/\//)
      expect(law.reference).not.toBe('')
      expect(name.fr).not.toBe(name.en)
      expect(note?.en).toBeTruthy()
      expect(note?.fr).not.toBe(note?.en)
      expect(reviewedOn).toMatch(/^20\d\d-\d\d-\d\d$/)
    }
  })

  it('of an invoice or a book needs the parties’ address and number; only Spain blocks, only recommendations limit', () => {
    for (const rule of shippedRules.filter(({ documentType }) => /invoice|record/.test(documentType)))
      expect(rule.needs).toEqual(expect.arrayContaining(['postal-address', 'tax-number']))
    expect(shippedRules.filter(({ regime }) => regime === 'blocked').map(({ key }) => key)).toEqual([
      'invoice-es',
      'accounting-es',
    ])
    expect(shippedRules.filter(({ effect }) => effect === 'limit').map(({ key }) => key)).toEqual([
      'prospect-fr',
      'application-log-fr',
    ])
  })
})

describe('explainRule', () => {
  it('tells the dates in a sentence', () => {
    expect(explainRule(ruleOf('invoice-fr'), 'en', '2026-03-14', { month: 6, day: 30 })).toBe(
      'A document of 14 March 2026: the period starts at the close of the financial year (30 June 2026) and lasts 10 years. It is kept through 30 June 2036, then erased (Code de commerce, art. L123-22).',
    )
    expect(explainRule(ruleOf('invoice-be'), 'fr', '2026-03-14')).toBe(
      'Un document du 14 mars 2026 : le délai part du 1er janvier suivant (1er janvier 2027) et dure 10 ans. Il est conservé jusqu’au 31 décembre 2036 inclus, puis effacé (Code de la TVA, art. 60).',
    )
  })

  it('says whose date counts, what stays, and that a limit keeps nothing', () => {
    expect(explainRule(ruleOf('accounting-nl'), 'en', '2026-03-14')).toBe(
      'Last entry on 14 March 2026: the period starts on the following 1 January (1 January 2027) and lasts 7 years. It is kept through 31 December 2033, then erased (AWR, art. 52; BW 2:10).',
    )
    expect(explainRule({ ...ruleOf('invoice-be'), after: 'anonymise' }, 'en', '2026-03-14')).toMatch(
      /then cleared of whatever names a person/,
    )
    expect(explainRule(ruleOf('prospect-fr'), 'en', '2026-03-14')).toBe(
      'A document of 14 March 2026: the period starts that day and lasts 3 years. Without a request it is kept through 14 March 2029 at the longest; a request erases it at once (CNIL, référentiel gestion des activités commerciales).',
    )
  })
})
