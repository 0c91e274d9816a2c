// What is to be corrected, on the form: each datum by its own kind of field, in both languages, with what was typed.
import { expect, test } from 'vitest'
import type { DatumInput, MapDatum } from '@/lib/domain/data-map/types'
import { datumInputs } from '@/lib/domain/data-map/types'
import { readRequestForm } from '@/lib/schemas/request-form'
import { nothingTyped } from '@/lib/schemas/transfer-fields'
import enCommon from '@/messages/en/common.json'
import enPublic from '@/messages/en/public.json'
import frCommon from '@/messages/fr/common.json'
import frPublic from '@/messages/fr/public.json'
import { renderer } from '@/test/support/rendered'
import { CorrectionFields } from './correction-fields'
import { askedData } from './datum-field'

const render = renderer({
  en: { common: enCommon, public: enPublic },
  fr: { common: frCommon, public: frPublic },
})
const data: MapDatum[] = datumInputs.map((input) => ({
  key: `the-${input}`,
  input,
  label: { en: `EN ${input}`, fr: `FR ${input}` },
}))
const countries = [{ code: 'PT', name: 'Portugal' }]
const nothing = {
  rights: ['rectification'],
  name: '',
  email: '',
  message: '',
  identifiers: {},
  locale: 'en',
  submissionKey: 'k',
  transfer: nothingTyped,
}

function form(locale: 'en' | 'fr', corrections = {}, problems: Record<string, string> = {}): string {
  const { html, missing } = render(
    locale,
    <CorrectionFields
      countries={countries}
      data={askedData(data, locale)}
      typed={{ ...nothing, corrections }}
      said={(name) => problems[name]}
    />,
  )
  expect(missing).toEqual([])
  return html
}
const field = (html: string, name: string) =>
  new RegExp(`<(?:input|select)[^>]*name="${name.replaceAll('.', '\\.')}"[^>]*>`).exec(html)?.[0] ?? ''

test.each(['en', 'fr'] as const)('%s: a field for each datum, and one for what stands there now', (locale) => {
  const html = form(locale)
  for (const { key, label } of data) {
    expect(field(html, `corrections.${key}`)).not.toBe('')
    expect(field(html, `present.${key}`)).not.toBe('')
    expect(html).toContain(label[locale])
  }
  expect(html).toContain('<option value="PT">Portugal</option>')
})

test.each<[DatumInput, string]>([
  ['date', 'date'],
  ['phone', 'tel'],
  ['email', 'email'],
  ['iban', 'text'],
])('%s is asked for as %s, and the browser fills in nothing', (input, type) => {
  const html = field(form('en'), `corrections.the-${input}`)
  expect(html).toContain(`type="${type}"`)
  expect(html).toContain('autoComplete="off"')
})

test('what was typed stays, hostile or not; what is wrong is said at its field', () => {
  const typed = { 'the-address': { wanted: '"><script>alert(1)</script>', present: 'Old street' } }
  const html = form('en', typed, { 'corrections.the-iban': enPublic.problems['datum-not-iban'] })
  expect(html).not.toContain('<script>')
  expect(field(html, 'present.the-address')).toContain('value="Old street"')
  expect(field(html, 'corrections.the-iban')).toContain('aria-invalid="true"')
  expect(html).toContain('Check the IBAN')
})

test('what stands in a part that is not shown is not sent', () => {
  const sent = new FormData()
  sent.set('corrections.street', '1 rue Neuve')
  sent.set('present.street', '2 rue Vieille')
  sent.set('corrections.city', '')
  expect(readRequestForm(sent).corrections).toEqual({})
  sent.append('rights', 'rectification')
  expect(readRequestForm(sent).corrections).toEqual({ street: { wanted: '1 rue Neuve', present: '2 rue Vieille' } })
})
