import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { shippedRules } from '../domain/hold-rules/shipped'
import { parseHoldRules } from './hold-rule'

const valid = stringify({ format: 'habeas-hold-rules/1', rules: shippedRules }, { aliasDuplicateObjects: false })

it('reads the shipped rules', () => {
  expect(parseHoldRules(valid)).toEqual({ ok: true, rules: shippedRules })
})

it.each([
  ['period: P10Y', 'period: 10 years', 'This is no period that ends.', 'such as P10Y'],
  ['period: P10Y', 'period: PT5H', 'This is no period that ends.', 'such as P10Y'],
  [
    'start: financial-year-close',
    'start: financial-year-end',
    '“financial-year-end” does not fit here.',
    'Did you mean “financial-year-close”?',
  ],
  ['- legal-name', '- legal-names', '“legal-names” does not fit here.', 'Did you mean “legal-name”?'],
  ['after: erase', 'after: keep', '“keep” does not fit here.', 'Write one of erase, anonymise.'],
  ['startEvent: last-entry\n    orElse', 'orElse', 'The document’s own date needs no other.', 'Remove orElse'],
  [
    'covers:\n      where:\n        - term',
    'covers:\n      where:\n        - field',
    'A field is named without its dataset.',
    'Add dataset',
  ],
  ['jurisdiction: GB', 'jurisdiction: UK', '“UK” is no country code.', 'Write GB.'],
  [
    'key: invoice-de',
    'key: invoice-fr',
    'The rule “invoice-fr”, version 2, stands here twice.',
    'Give this one another key',
  ],
  ['documentType: invoice', 'document: invoice', '“document” is not known here.', 'Known here'],
])('%s → %s', (from, to, message, instead) => {
  const read = parseHoldRules(valid.replace(from, to))
  const mistakes = read.ok ? [] : read.mistakes
  const line = valid.slice(0, valid.indexOf(from)).split('\n').length
  expect(mistakes).toContainEqual(expect.objectContaining({ message, line, instead: expect.stringContaining(instead) }))
})
