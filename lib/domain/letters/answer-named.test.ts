import { expect, test } from 'vitest'
import type { AnswerLetterFacts } from './answer-facts'
import { composeLetter } from './compose'
import type { LetterFrame, LetterLocale } from './letter'

const frame = (locale: LetterLocale): LetterFrame => ({
  ...{ locale, reference: 'HB-2026-000042', controller: 'Tramontane SAS', date: '2026-12-01' },
  ...{ dpo: { email: 'dpo@tramontane.example' }, recipientName: 'José' },
})
const shared = { right: 'erasure', receivedOn: '2026-11-01', authority: null, forwarded: [] } as const
const erasure: AnswerLetterFacts['answer-erasure'] = {
  ...{ ...shared, forwarded: [], confirmedOn: '2026-12-01', kept: [], recipients: [], byHand: [] },
  erased: [{ label: { en: 'Accounts', fr: 'Comptes' }, deleted: 1, cleared: 0 }],
}

test.each([
  ['en', true, 'Your data is deleted', 'changed them by hand'],
  ['en', false, 'Your data is deleted in part', 'left them as they are'],
  ['fr', true, 'Vos données sont effacées', 'modifiés à la main'],
  ['fr', false, 'Vos données sont effacées en partie', 'laissés tels quels'],
] as const)(
  '%s, changed %s: what others wrote is told apart from what is erased',
  (locale, changed, subject, words) => {
    const letter = composeLetter('answer-erasure', { ...erasure, named: { changed, note: 'Hers.' } }, frame(locale))
    expect(letter.subject).toBe(`${subject} (HB-2026-000042)`)
    for (const text of [words, 'Hers.']) expect(letter.text).toContain(text)
  },
)

test.each([
  ['en', 'no data about you', 'No record in them is yours'],
  ['fr', 'aucune donnée à votre sujet', 'Aucun dossier n’y est le vôtre'],
] as const)('%s: who is named by others is not told that there is no data', (locale, denied, said) => {
  const facts = { ...shared, forwarded: [] }
  expect(composeLetter('nothing-found', facts, frame(locale)).text).toContain(denied)
  const named = composeLetter('nothing-found', { ...facts, named: { changed: false, note: 'Hers.' } }, frame(locale))
  expect(named.text).not.toContain(denied)
  expect(named.text).toContain(said)
})
