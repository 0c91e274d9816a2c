import { expect, test } from 'vitest'
import { refusalGrounds } from '../request/refusal-ground'
import type { AnswerLetterFacts, AnswerLetterKind } from './answer-facts'
import { composeLetter } from './compose'
import { type LetterFrame, type LetterLocale, letterLocales } from './letter'
import { bearsSecret } from './letter-kinds'

const frame = (locale: LetterLocale): LetterFrame => ({
  locale,
  reference: 'HB-2026-000042',
  controller: 'Tramontane SAS',
  dpo: { email: 'dpo@tramontane.example' },
  date: '2026-12-01',
  recipientName: '<b>José</b>',
})
const text = (en: string, fr: string) => ({ en, fr })
const remedies = {
  receivedOn: '2026-11-01',
  authority: { name: 'CNIL', web: 'https://www.cnil.fr', complaintUrl: 'https://www.cnil.fr/fr/plaintes' },
}
const forwarded = [{ label: text('Visits', 'Visites'), controller: 'Mistral Voyages SA', rows: 3 }]
const kept = {
  label: text('Invoices', 'Factures'),
  fields: [text('name', 'nom'), text('address', 'adresse')],
  rows: 12,
  law: 'Code de commerce, art. L123-22',
  rule: 'fr-invoices',
  until: [
    { date: '2036-12-31', rows: 4 },
    { date: '2030-12-31', rows: 8 },
  ],
}
const taken = {
  transferred: [
    { label: text('Accounts', 'Comptes'), fields: [text('name', 'nom'), text('phone', 'téléphone')], rows: 2 },
  ],
  left: [
    { label: text('Scores', 'Notes'), fields: [], why: 'inferred' as const },
    {
      label: text('Tickets', 'Tickets'),
      fields: [text('answer', 'réponse')],
      why: 'excluded' as const,
      reason: 'Names Ann.',
    },
  ],
  forwarded,
}
const facts: AnswerLetterFacts = {
  'answer-erasure': {
    ...remedies,
    right: 'erasure',
    confirmedOn: '2026-12-01',
    erased: [
      { label: text('Accounts', 'Comptes'), deleted: 1, cleared: 0 },
      { label: text('Clicks', 'Clics'), deleted: 1204, cleared: 2 },
    ],
    kept: [kept],
    forwarded,
    recipients: ['Hosting Ltd'],
    byHand: [
      { system: 'Paper archive', records: 3, kept: null },
      { system: 'Old tapes', records: 0, kept: 'They cannot be written.' },
    ],
  },
  'answer-access': { ...remedies, right: 'access', rows: 803, expiresOn: '2026-12-31' },
  'answer-transferred': {
    ...{ ...remedies, right: 'portability', ...taken, partly: true, deliveredOn: '2026-12-01' },
    ...{
      receiver: { name: 'Bora Ltd', country: 'CH', host: 'sftp.bora.example' },
      bytes: 12345,
      sha256: 'ab'.repeat(32),
      seen: 'whole',
    },
  },
  'answer-portable': {
    ...{ ...remedies, right: 'portability', ...taken, partly: false, rows: 803, expiresOn: '2026-12-31' },
  },
  'transfer-refused': { ...remedies, right: 'portability', left: taken.left, forwarded },
  'answer-rectification': {
    ...{ ...remedies, right: 'rectification', outcome: 'partly', confirmedOn: '2026-12-01' },
    corrected: [{ what: text('Address', 'Adresse'), where: text('Accounts', 'Comptes'), rows: 2 }],
    asWished: [{ what: text('Address', 'Adresse'), where: text('Club', 'Club'), rows: 1 }],
    kept: [
      {
        ...{ what: text('Address', 'Adresse'), where: text('Invoices', 'Factures'), rows: 12 },
        law: 'Code de commerce, art. L123-22',
      },
    ],
    offers: ['corrective-document', 'statement'],
    frozen: [{ what: text('Phone', 'Téléphone'), where: text('Accounts', 'Comptes'), rows: 1 }, null],
    refused: [
      { what: text('Birth date', 'Date de naissance'), reason: 'The passport says otherwise.' },
      { what: null, reason: 'We hold no opinion.' },
    ],
    left: [
      {
        what: text('Address', 'Adresse'),
        where: text('Deliveries', 'Livraisons'),
        rows: 1,
        reason: 'It was sent there.',
      },
    ],
    byHand: [{ kind: 'corrective-document', done: true, note: 'F-2026-12 corrects F-2024-3.' }],
    ...{ forwarded, recipients: ['Hosting Ltd'] },
  },
  'nothing-found': { ...remedies, right: 'access', forwarded },
  refusal: { ...remedies, right: 'erasure', ground: 'excessive', reason: 'The twelfth this week.' },
  'done-by-hand': { ...remedies, right: 'rectification', note: 'Your name is put right.' },
}
const kinds = Object.keys(facts) as AnswerLetterKind[]
const compose = <K extends AnswerLetterKind>(
  kind: K,
  locale: LetterLocale,
  change: Partial<AnswerLetterFacts[K]> = {},
) => composeLetter<AnswerLetterKind>(kind, { ...facts[kind], ...change }, frame(locale))
/** French typography binds some signs by a narrow space. */
const plain = (words: string) => words.replace(/[\u00a0\u202f]/g, ' ')

test.each(kinds.flatMap((kind) => letterLocales.map((locale) => [kind, locale] as const)))(
  '%s in %s says when it was asked, and names both remedies and the officer',
  (kind, locale) => {
    const letter = compose(kind, locale)
    for (const part of [letter.text, letter.html]) {
      expect(part).toContain(
        locale === 'fr' ? 'Le 1er novembre 2026, vous nous avez demandé' : 'On 1 November 2026 you asked',
      )
      expect(part).toContain('https://www.cnil.fr/fr/plaintes')
      expect(part).toContain(locale === 'fr' ? 'article 77 du RGPD' : 'Article 77 GDPR')
      expect(part).toContain(locale === 'fr' ? 'article 79 du RGPD' : 'Article 79 GDPR')
      expect(part).toContain(locale === 'fr' ? 'pays où vous vivez ou travaillez' : 'country where you live or work')
      expect(part).toContain('dpo@tramontane.example')
      expect(part).not.toMatch(/undefined|\[object|NaN/)
    }
    expect(letter.html).toContain('&lt;b&gt;José&lt;/b&gt;')
    expect(letter.html).not.toMatch(/<img|src=|<link|@import|url\(/)
    expect(bearsSecret(kind)).toBe(false)
  },
)

const essential: [AnswerLetterKind, LetterLocale, string[]][] = [
  [
    'answer-erasure',
    'en',
    [
      'Your data is deleted in part',
      'Accounts: 1 record deleted',
      'Clicks: 1,204 records deleted, 2 records cleared of your data',
      'Invoices, 12 records (name, address): Code de commerce, art. L123-22, the oldest until 31 December 2030, the newest until 31 December 2036',
      'Article 17(3)(b) GDPR',
      'Paper archive: 3 records',
      'Old tapes: They cannot be written.',
      'Hosting Ltd',
      'Article 19 GDPR',
      'Visits (Mistral Voyages SA): 3 records',
    ],
  ],
  [
    'answer-erasure',
    'fr',
    [
      'Vos données sont effacées en partie',
      'Comptes : 1 enregistrement supprimé',
      'Clics : 1 204 enregistrements supprimés, 2 enregistrements vidés de vos données',
      'Factures, 12 enregistrements (nom, adresse) : Code de commerce, art. L123-22, du plus ancien, jusqu’au 31 décembre 2030, au plus récent, jusqu’au 31 décembre 2036',
      'article 19 du RGPD',
    ],
  ],
  ['answer-access', 'en', ['803 records', 'once', 'until 31 December 2026']],
  ['answer-access', 'fr', ['803 enregistrements', 'une fois', 'jusqu’au 31 décembre 2026']],
  [
    'answer-transferred',
    'en',
    [
      'Your data was handed over in part',
      'On 1 December 2026 we handed your data to Bora Ltd (sftp.bora.example, Switzerland)',
      '12,345 bytes',
      'ab'.repeat(32),
      'Accounts (2 records): name, phone',
      'Scores: we worked it out; you did not provide it (Article 20(1) GDPR)',
      'Tickets (answer): it would harm the rights of others (Article 20(4) GDPR). Names Ann.',
      'Visits (Mistral Voyages SA): 3 records',
    ],
  ],
  [
    'answer-transferred',
    'fr',
    [
      'Vos données ont été transmises en partie',
      'Bora Ltd (sftp.bora.example, Suisse)',
      'Comptes (2 enregistrements) : nom, téléphone',
      'article 20, paragraphe 4, du RGPD',
    ],
  ],
  ['answer-portable', 'en', ['Your data is ready to take along', '803 records', 'once', 'until 31 December 2026']],
  ['answer-portable', 'fr', ['Vos données sont prêtes à être emportées', 'jusqu’au 31 décembre 2026']],
  ['transfer-refused', 'en', ['We cannot hand over your data', 'Nothing was handed over', 'Scores: we worked it out']],
  ['transfer-refused', 'fr', ['Nous ne pouvons pas transmettre vos données', 'Rien n’a été transmis']],
  ['nothing-found', 'en', ['We found no data', 'We searched all our systems']],
  ['nothing-found', 'fr', ['Nous n’avons trouvé aucune donnée', 'Nous avons cherché dans tous nos systèmes']],
  [
    'refusal',
    'en',
    ['We cannot do what you asked', 'The request is excessive (Article 12(5)(b) GDPR).', 'The twelfth this week.'],
  ],
  [
    'refusal',
    'fr',
    ['La demande est excessive (article 12, paragraphe 5, point b, du RGPD).', 'The twelfth this week.'],
  ],
  [
    'answer-rectification',
    'en',
    [
      'Your data is corrected in part',
      'We read our systems again on 1 December 2026',
      'Address (Accounts), 2 records',
      'Address (Invoices), 12 records: Code de commerce, art. L123-22',
      'A corrective document is issued instead',
      'your supplementary statement (Article 16 GDPR)',
      'Articles 17(3)(e) and 18(1)(c) GDPR',
      'Birth date: The passport says otherwise.',
      'What you asked for in your own words: We hold no opinion.',
      'Address (Deliveries), 1 record: It was sent there.',
      'F-2026-12 corrects F-2024-3.',
      'Hosting Ltd',
      'Visits (Mistral Voyages SA): 3 records',
    ],
  ],
  [
    'answer-rectification',
    'fr',
    [
      'Vos données sont rectifiées en partie',
      'Adresse (Comptes), 2 enregistrements',
      'Adresse (Factures), 12 enregistrements : Code de commerce, art. L123-22',
      'Un document rectificatif est émis',
      'article 16 du RGPD',
      'Date de naissance : The passport says otherwise.',
      'article 19 du RGPD',
    ],
  ],
  ['done-by-hand', 'en', ['Your name is put right.']],
]
test.each(essential)('%s in %s: its essential sentences', (kind, locale, sentences) => {
  const letter = compose(kind, locale)
  const said = plain(`${letter.subject}\n${letter.text}`)
  for (const sentence of sentences) expect(said).toContain(sentence)
})

test.each([
  ['corrected', 'Your data is corrected (HB-2026-000042)', 'Vos données sont rectifiées (HB-2026-000042)'],
  [
    'refused',
    'We did not correct your data (HB-2026-000042)',
    'Nous n’avons pas rectifié vos données (HB-2026-000042)',
  ],
] as const)('a correction that is %s says so at once', (outcome, en, fr) => {
  expect(compose('answer-rectification', 'en', { outcome }).subject).toBe(en)
  expect(compose('answer-rectification', 'fr', { outcome }).subject).toBe(fr)
})

test('a deletion that keeps nothing does not speak of keeping', () => {
  const letter = compose('answer-erasure', 'en', { kept: [], forwarded: [], recipients: [], byHand: [] })
  expect(letter.subject).toBe('Your data is deleted (HB-2026-000042)')
  expect(letter.text).not.toMatch(/obliges us|in part|Article 19|hold for others/i)
})

test.each(refusalGrounds)('the ground %s names an article, in both languages, or says what was tried', (ground) => {
  const [en, fr] = letterLocales.map((locale) => compose('refusal', locale, { ground }).text)
  expect(en).not.toBe(fr)
  for (const letter of [en, fr])
    expect(letter).toMatch(ground === 'impossible' ? /tried|essayé/ : /\(([Aa]rticles? \d+)/)
})

test.each([
  ['whole', 'We checked there that it arrived whole.', 'Nous avons vérifié sur place'],
  ['answered', 'Their server confirmed that it took all of it', 'Son serveur a confirmé'],
  ['fetched', 'They fetched it from our server', 'Il les a retirées sur notre serveur'],
] as const)('of what was %s it says no more than was seen', (seen, ...words) => {
  const said = { ...facts['answer-transferred'], seen }
  for (const [index, locale] of letterLocales.entries()) {
    const { text } = composeLetter('answer-transferred', said, frame(locale))
    expect(text).toContain(words[index])
    if (seen !== 'whole') expect(text).not.toMatch(/checked there|vérifié sur place/)
  }
})
