import { expect, test } from 'vitest'
import { identifierTerm, nameTerms } from './search-terms'

test.each([
  ['Camille Lefèvre-Durand', ['camille', 'lefevre', 'durand']],
  ['  JÖRG   Weiß ', ['jorg', 'weiss']],
  ["Niall O'Brien O’Brien", ['niall', 'o', 'brien']],
  ['李小龙', ['李小龙']],
  ['…', []],
])('%s', (name, terms) => expect(nameTerms(name)).toEqual(terms))

test('composed and decomposed accents are one word', () =>
  expect(nameTerms('Jos\u00e9')).toEqual(nameTerms('Jose\u0301')))

test('a number is found however it is typed', () =>
  expect(identifierTerm(' ac 12-345.6 ')).toBe(identifierTerm('AC123456')))
