import { describe, expect, it } from 'vitest'
import { holdEnd } from '../hold-period'
import { explainRule } from './explain'
import { shippedRules } from './shipped'

const ruleOf = (country: string) => {
  const rule = shippedRules.find(({ jurisdiction }) => jurisdiction === country)
  if (!rule) throw new Error(country)
  return rule
}

describe('an invoice of 14 March 2026, books closed on 31 December', () => {
  it.each([
    ['FR', '2036-12-31'],
    ['DE', '2034-12-31'],
    ['ES', '2032-12-31'],
    ['IT', '2036-12-31'],
    ['PT', '2036-12-31'],
    ['BE', '2036-12-31'],
    ['NL', '2033-12-31'],
    ['GB', '2032-12-31'],
    ['IE', '2032-12-31'],
    ['PL', '2031-12-31'],
    ['CH', '2036-12-31'],
  ])('%s: kept through %s', (country, end) => {
    const { start: transform, period } = ruleOf(country)
    expect(holdEnd({ start: Temporal.PlainDate.from('2026-03-14'), transform, period }).end.toString()).toBe(end)
  })
})

it('one rule a country, each with a law, and none needs a way to contact anybody', () => {
  expect(new Set(shippedRules.map(({ key }) => key)).size).toBe(shippedRules.length)
  for (const { law, needs, name } of shippedRules) {
    expect(law.url).toMatch(/^https:\/\//)
    expect(law.reference).not.toBe('')
    expect(needs).toContain('postal-address')
    expect(name.fr).not.toBe(name.en)
  }
})

describe('explainRule', () => {
  it('tells the dates in a sentence', () => {
    expect(explainRule(ruleOf('FR'), 'en', '2026-03-14', { month: 6, day: 30 })).toBe(
      'A document of 14 March 2026: the period starts at the close of the financial year (30 June 2026) and lasts 10 years. It is kept through 30 June 2036, then erased (Code de commerce, art. L123-22).',
    )
    expect(explainRule(ruleOf('BE'), 'fr', '2026-03-14')).toBe(
      'Un document du 14 mars 2026 : le délai part du 1er janvier suivant (1er janvier 2027) et dure 10 ans. Il est conservé jusqu’au 31 décembre 2036 inclus, puis effacé (Code de la TVA, art. 60).',
    )
  })
})
