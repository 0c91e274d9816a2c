import { expect, test } from 'vitest'
import { answerLetters } from './answer-letters'
import { composeLetter } from './compose'
import { type LetterFrame, letterLocales } from './letter'
import { bearsSecret } from './letter-kinds'

const frame = (locale: 'en' | 'fr'): LetterFrame => ({
  ...{ locale, reference: 'HB-2026-000042', controller: 'Tramontane SAS', date: '2026-12-01' },
  dpo: { email: 'dpo@tramontane.example' },
})
const facts = {
  ...{ right: 'rectification' as const, receivedOn: '2026-11-01', reason: '<b>It is right.</b>' },
  authority: { name: 'CNIL', web: 'https://www.cnil.fr' },
}
const kinds = ['restriction-begun', 'restriction-refused', 'restriction-ends'] as const

test.each(kinds.flatMap((kind) => letterLocales.map((locale) => [kind, locale] as const)))(
  '%s in %s names Article 18 and both remedies; a reason is inert',
  (kind, locale) => {
    const letter = composeLetter(kind, facts, frame(locale))
    for (const article of [18, 77, 79]) expect(letter.text).toMatch(new RegExp(`[Aa]rticle ${article}`))
    expect(letter.text).toContain('CNIL')
    expect(letter.html).not.toContain('<b>It')
    expect(bearsSecret(kind)).toBe(false)
  },
)

test('a deletion that a restriction holds back says so, and names no legal claim', () => {
  const { right: _, ...rest } = facts
  const line = { kind: 'restriction' as const, label: { en: 'Accounts', fr: 'Comptes' }, rows: 2 }
  const erasure = {
    ...{ ...rest, right: 'erasure' as const, confirmedOn: '2026-12-01', frozen: [line] },
    ...{ erased: [], kept: [], forwarded: [], recipients: [], byHand: [] },
  }
  const said = JSON.stringify(answerLetters['answer-erasure'](erasure, 'en').blocks)
  expect(said).toContain('Accounts, 2 records: a restriction of its processing that was asked for (Article 18 GDPR)')
  expect(said).not.toContain('17(3)(e)')
})
