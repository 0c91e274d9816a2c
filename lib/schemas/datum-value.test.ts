import { expect, test } from 'vitest'
import type { DatumInput } from '../domain/data-map/types'
import { readDatum, readStated } from './datum-value'

const place = { today: '2026-11-22', country: 'FR' }
const read = (input: DatumInput, given: unknown) => readDatum(input, given, place)

test.each<[DatumInput, string, string]>([
  ['iban', 'FR76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
  ['iban', 'nl91abna0417164300', 'NL91ABNA0417164300'],
  ['phone', '01 23 45 67 89', '+33123456789'],
  ['phone', '+420 601 234 567', '+420601234567'],
  ['date', '1984-02-29', '1984-02-29'],
  ['date', '2026-11-22', '2026-11-22'],
  ['country', 'fr', 'FR'],
  ['email', ' Zoe@EXAMPLE.org ', 'zoe@example.org'],
  ['name', 'Zoe\u0301', 'Zo\u00e9'],
  ['text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['text', '=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'],
  ['address', "1'; DROP TABLE customer; --", "1'; DROP TABLE customer; --"],
  [
    'city',
    '\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd \ud83d\udc69\u200d\ud83d\ude80',
    '\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd \ud83d\udc69\u200d\ud83d\ude80',
  ],
  ['text', 'x'.repeat(500), 'x'.repeat(500)],
])('%s %j is stored as %j', (input, given, value) => {
  expect(read(input, given)).toEqual({ ok: true, value })
})

test.each<[DatumInput, unknown, string]>([
  ['iban', 'FR76 3000 6000 0112 3456 7890 188', 'datum-not-iban'],
  ['phone', 'call me', 'datum-not-phone'],
  ['date', '2023-02-29', 'datum-not-date'],
  ['date', '29/02/1984', 'datum-not-date'],
  ['date', '2026-11-23', 'datum-date-ahead'],
  ['country', 'UK', 'datum-not-country'],
  ['email', 'a@b@c', 'email-not-address'],
  ['name', '  ', 'datum-missing'],
  ['name', 'Zoe\u0000', 'characters'],
  ['address', '1 rue A\r\nBcc: x', 'characters'],
  ['name', 'Zoe\ud800', 'characters'],
  ['name', 'abc\u202Edcb', 'datum-direction'],
  ['name', '\u2066abc\u2069', 'datum-direction'],
  ['text', 'x'.repeat(501), 'datum-too-long'],
  ['text', 'x'.repeat(1_000_000), 'datum-too-long'],
  ['text', 12, 'not-text'],
])('%s %j is refused: %s', (input, given, problem) => {
  expect(read(input, given)).toEqual({ ok: false, problem })
})

test('a datum that the map does not let people correct is refused by its key, the others are read', () => {
  const label = { en: 'Phone', fr: 'Phone' }
  const stated = [
    { datum: 'phone', wanted: '0123456789', present: ' old ' },
    { datum: 'score', wanted: '100' },
  ]
  expect(readStated([{ key: 'phone', label, input: 'phone' }], stated, place)).toEqual({
    values: [{ datum: 'phone', wanted: '+33123456789', present: 'old' }],
    problems: { score: 'datum-unknown' },
  })
})
