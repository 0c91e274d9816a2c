import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { rosette } from '../../../components/ui/rosette'
import { type Certificate, certificateText } from '../../domain/certificate'
import { itemEntries } from './certificate-lines'
import { certificatePdf } from './certificate-pdf'
import { sealFigure } from './seal-figure'

const text = (en: string, fr: string) => ({ en, fr })
const hash = (digit: string) => digit.repeat(64)
const none = {
  found: null,
  plan: null,
  erased: [],
  kept: [],
  verified: [],
  forwarded: [],
  recipients: [],
  package: null,
  ground: null,
}
const signed = {
  number: 3,
  hash: hash('a'),
  preparedBy: { name: 'Zoë Łukasiewicz-Παπαδοπούλου', at: '2026-11-21T09:00:00.000Z' },
  approvedBy: { name: 'Inès Roux', at: '2026-11-22T10:30:00.000Z' },
  alone: false,
}
const certificate: Certificate = {
  format: 'habeas-certificate/1',
  reference: 'HB-2026-000042',
  controller: { name: 'Tramontane SAS', country: 'FR' },
  receivedOn: '2026-11-01',
  dueOn: '2026-12-01',
  closedAt: '2026-11-22T10:35:12.000Z',
  items: [
    {
      ...none,
      right: 'access',
      outcome: 'provided',
      decidedAt: '2026-11-22T10:00:00.000Z',
      plan: { ...signed, number: 1, preparedBy: null },
      found: 803,
      package: { rows: 803, bytes: 40_000, sha256: hash('b'), builtAt: '2026-11-22T10:00:00.000Z' },
    },
    {
      ...none,
      right: 'erasure',
      outcome: 'partly-erased',
      decidedAt: '2026-11-22T10:35:12.000Z',
      plan: signed,
      found: 1204,
      erased: Array.from({ length: 9 }, (_, n) => ({
        label: text(`Collection ${n}`, `Ensemble ${n}`),
        deleted: 100 * (n + 1),
        cleared: n % 3,
      })),
      kept: [
        {
          label: text('Invoices', 'Factures'),
          fields: [text('Name', 'Nom'), text('Address', 'Adresse')],
          rows: 12,
          law: 'Code de commerce, art. L123-22',
          rule: 'fr-invoices',
          until: [
            { date: '2036-12-31', rows: 4 },
            { date: '2030-12-31', rows: 8 },
          ],
        },
      ],
      verified: [{ system: 'Tramontane’s database', at: '2026-11-22T10:35:10.000Z', remaining: 0 }],
      forwarded: [{ label: text('Visits', 'Visites'), controller: 'Mistral Voyages SA', rows: 3 }],
    },
    { ...none, right: 'rectification', outcome: 'refused', decidedAt: '2026-11-22T10:35:12.000Z', ground: 'excessive' },
  ],
  ledger: { seq: 4711, hash: hash('c'), at: '2026-11-22T10:35:12.000Z' },
}

/** Letters of the PDF's own tables from glyph to letter, in all its fonts: what a reader can search and copy. */
function lettersOf(pdf: Buffer): Set<string> {
  const letters = new Set<string>()
  for (let from = pdf.indexOf('stream\n'); from >= 0; from = pdf.indexOf('stream\n', from + 1)) {
    let clear = ''
    try {
      clear = inflateSync(pdf.subarray(from + 7)).toString('latin1')
    } catch {
      continue
    }
    if (!clear.includes('beginbfrange')) continue
    for (const [, code] of clear.matchAll(/<([0-9a-f]{4})>/g))
      letters.add(String.fromCharCode(Number.parseInt(code ?? '', 16)))
  }
  return letters
}

test.each(['en', 'fr'] as const)(
  'a sheet in %s: fonts inside, names of any script, the same bytes each time',
  async (locale) => {
    const pdf = await certificatePdf(certificate, locale)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('/FontFile2')
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length
    expect(pages).toBeLessThanOrEqual(2)
    const letters = lettersOf(pdf)
    for (const letter of 'ZoëŁukasiewiczΠαπδούλ’') expect(letters.has(letter), letter).toBe(true)
    expect((await certificatePdf(certificate, locale)).equals(pdf)).toBe(true)
  },
)

test('what it says of a deletion', () => {
  const erasure = certificate.items[1]
  if (!erasure) throw new Error('no erasure')
  const lines = (locale: 'en' | 'fr') =>
    itemEntries(erasure, locale).flatMap(({ term, lines }) => lines.map((line) => `${term}| ${line}`))
  expect(lines('en')).toEqual(
    expect.arrayContaining([
      'Found| 1,204 records',
      'Erased| Collection 1: 200 records deleted, 1 record cleared',
      'Kept by law| Invoices, 12 records (Name, Address), Code de commerce, art. L123-22, the oldest until 31 December 2030, the newest until 31 December 2036',
      'Read again| Tramontane’s database, 22 November 2026, 10:35 UTC: nothing left of what was to go',
      'Approved by| Inès Roux, 22 November 2026, 10:30 UTC',
      `SHA-256 of plan 3| ${hash('a')}`,
    ]),
  )
  expect(lines('fr')).toContain(
    'Gardé par obligation légale| Factures, 12 enregistrements (Nom, Adresse), Code de commerce, art. L123-22, le plus ancien jusqu’au 31 décembre 2030, le plus récent jusqu’au 31 décembre 2036',
  )
})

test('the JSON is canonical, and its hash changes with every figure', () => {
  const { text, sha256 } = certificateText(certificate)
  expect(JSON.parse(text)).toEqual(certificate)
  expect(text.startsWith('{"closedAt":')).toBe(true)
  expect(certificateText({ ...certificate, dueOn: '2026-12-02' }).sha256).not.toBe(sha256)
})

test('the seal is the one that the desk shows', () => {
  for (const sign of ['0', '7', 'a', 'f']) expect(sealFigure(hash(sign))).toEqual(rosette(hash(sign), 120))
})
