import { describe, expect, it } from 'vitest'
import type { AnswerLetterFacts, FrozenLine } from './answer-facts'
import { composeLetter } from './compose'
import type { LetterLocale } from './letter'

const invoices = { en: 'Invoices', fr: 'Factures' }
const dispute: FrozenLine = { kind: 'dispute', label: invoices, rows: 3 }
const answer = (locale: LetterLocale, change: Partial<AnswerLetterFacts['answer-erasure']>) =>
  composeLetter(
    'answer-erasure',
    {
      ...{ right: 'erasure', receivedOn: '2026-11-01', confirmedOn: '2026-12-01', authority: null },
      ...{ erased: [], kept: [], forwarded: [], recipients: [], byHand: [] },
      ...change,
    },
    {
      ...{ locale, reference: 'HB-2026-000042', controller: 'Tramontane SAS', date: '2026-12-01' },
      dpo: { email: 'dpo@tramontane.example' },
    },
  )

describe('what the person reads of a matter', () => {
  it.each([
    ['en', 'Your data stays for now', 'Invoices, 3 records: a dispute', 'Article 17(3)(e) GDPR'],
    ['fr', 'Vos données restent pour l’instant', 'Factures, 3 enregistrements : un litige', 'point e, du RGPD'],
  ] as const)('in %s: its kind, where, how much, the ground', (locale, subject, line, ground) => {
    const letter = answer(locale, { frozen: [dispute] })
    expect(letter.subject).toContain(subject)
    for (const words of [line, ground]) expect(letter.text).toContain(words)
  })

  it.each(['en', 'fr'] as const)('in %s: the ground alone, where more would harm it', (locale) => {
    const { text } = answer(locale, { frozen: [null] })
    expect(text).toMatch(/17\(3\)\(e\)|point e/)
    expect(text).not.toMatch(/dispute|audit|investigation|litige|contrôle fiscal|enquête/)
  })

  it('says that a part is gone where it is', () => {
    const erased = [{ label: invoices, deleted: 2, cleared: 0 }]
    expect(answer('en', { erased, frozen: [dispute] }).subject).toContain('deleted in part')
    expect(answer('en', { erased }).subject).toContain('Your data is deleted')
    expect(answer('en', { erased }).text).not.toContain('What stays for now')
  })
})
