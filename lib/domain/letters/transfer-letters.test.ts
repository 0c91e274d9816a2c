import { expect, test } from 'vitest'
import { composeLetter } from './compose'
import { type LetterFrame, letterLocales } from './letter'
import { bearsSecret, type LetterFacts, type LetterKind } from './letter-kinds'
import { officeLetterKinds } from './office-letters'

const frame = (locale: 'en' | 'fr'): LetterFrame => ({
  ...{ locale, reference: 'HB-2026-000042', controller: 'Tramontane SAS', date: '2026-12-01' },
  dpo: { email: 'dpo@tramontane.example' },
})
const url = 'https://privacy.example/desk/x'
const receiver = { receiver: 'Bora <Ltd>', country: 'CH' }
const facts = {
  'confirm-receiver': { name: 'Bora <Ltd>', host: 'sftp.bora.example', country: 'CH' },
  'acceptance-asked': { controller: 'Mistral Voyages', ...receiver, url },
  'transfer-stuck': { receiver: 'Bora <Ltd>', problem: 'unreachable', attempts: 3, final: false, url },
  'transfer-offered': { from: 'Tramontane SAS', url, hours: 72 },
} satisfies Partial<LetterFacts>
const kinds = Object.keys(facts) as (keyof typeof facts)[]

test.each(kinds)('%s says the same in both languages, inert', (kind) => {
  const [en, fr] = letterLocales.map((locale) => composeLetter<LetterKind>(kind, facts[kind], frame(locale)))
  expect(en?.text).not.toBe(fr?.text)
  for (const letter of [en, fr]) {
    expect(letter?.html).not.toContain('<Ltd>')
    expect(letter?.text).not.toMatch(/undefined|\[object/)
    if (kind !== 'confirm-receiver') expect(letter?.text).toContain(url)
  }
})

test('only the link to a package is a secret; none but the question to the person is shown on their page', () => {
  expect(kinds.filter(bearsSecret)).toEqual(['transfer-offered'])
  expect(kinds.filter((kind) => !officeLetterKinds.includes(kind))).toEqual(['confirm-receiver'])
})
