import { expect, test } from 'vitest'
import { composeLetter } from './compose'
import type { intakeLetters } from './intake-letters'
import { type LetterFrame, letterLocales } from './letter'
import { dateInWords } from './letter-dates'
import { bearsSecret, type LetterFacts, type LetterKind } from './letter-kinds'

const frame = (locale: 'en' | 'fr'): LetterFrame => ({
  locale,
  reference: 'HB-2026-000042',
  controller: 'Tramontane <SA> & fils',
  dpo: { email: 'dpo@tramontane.example', name: 'Inès Roux' },
  date: '2026-12-01',
})
const url = 'https://privacy.example/x/abc'
const facts: Pick<LetterFacts, keyof typeof intakeLetters> = {
  'confirm-address': { url, hours: 24, days: 7, rights: ['access', 'erasure'] },
  'your-page': { url, notMeUrl: url, dueOn: '2026-12-22' },
  'one-time-code': { code: '048 213', minutes: 10, purpose: 'open-page' },
  'on-file-question': { url, notMeUrl: url, days: 14, rights: ['erasure'], askedFrom: 'c…@example.org' },
  'not-me': { notMeUrl: url, rights: ['erasure'] },
}
const kinds = Object.keys(facts) as (keyof typeof facts)[]

test.each(kinds.flatMap((kind) => letterLocales.map((locale) => [kind, locale] as const)))(
  '%s in %s: text and HTML say the same, and nothing is fetched',
  (kind, locale) => {
    const letter = composeLetter<LetterKind>(kind, facts[kind], frame(locale))
    expect(letter.subject).toContain('HB-2026-000042')
    expect(letter.subject).not.toMatch(/[\r\n]/)
    for (const part of [letter.text, letter.html]) {
      expect(part).toContain(kind === 'one-time-code' ? '048 213' : url)
      expect(part).toContain('dpo@tramontane.example')
      expect(part).not.toMatch(/undefined|\[object/)
    }
    expect(letter.html).not.toMatch(/<img|src=|@import|url\(/)
    expect(letter.html).toContain('Tramontane &lt;SA&gt; &amp; fils')
    expect(bearsSecret(kind)).toBe(true)
  },
)

test('the two languages differ in every letter', () => {
  for (const kind of kinds) {
    const [en, fr] = letterLocales.map((locale) => composeLetter<LetterKind>(kind, facts[kind], frame(locale)).text)
    expect(en).not.toBe(fr)
  }
})

test('dates as people say them', () => {
  expect(dateInWords('2026-12-22', 'en')).toBe('Tuesday 22 December 2026')
  expect(dateInWords('2026-12-01', 'fr')).toBe('mardi 1er décembre 2026')
})
