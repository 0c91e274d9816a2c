import { expect, test } from 'vitest'
import { longest, readRequestForm } from './request-form'
import { fieldProblems, submitRequest } from './submit-request'

const good = {
  rights: ['erasure', 'access'],
  name: '  Camille Lefèvre ',
  email: 'Camille.Lefevre@Example.org',
  identifiers: { 'customer-number': ' A-17 ', phone: '' },
  message: 'Bonjour,\r\nmerci.',
  locale: 'fr',
  submissionKey: 'k'.repeat(22),
}
const problemsOf = (changes: Record<string, unknown>) => {
  const parsed = submitRequest.safeParse({ ...good, ...changes })
  return parsed.success ? {} : fieldProblems(parsed.error)
}

test('a good form, put in order', () => {
  expect(submitRequest.parse(good)).toEqual({
    ...good,
    rights: ['access', 'erasure'],
    name: 'Camille Lefèvre',
    email: { address: 'Camille.Lefevre@example.org', normalised: 'camille.lefevre@example.org' },
    identifiers: [{ kind: 'customer-number', value: 'A-17' }],
    message: 'Bonjour,\nmerci.',
  })
})

test.each([
  ['no right', { rights: [] }, { rights: 'rights-missing' }],
  ['a right that is none', { rights: ['everything'] }, { rights: 'form-broken' }],
  ['rights as text', { rights: 'erasure' }, { rights: 'rights-missing' }],
  ['no name', { name: '   ' }, { name: 'name-missing' }],
  ['a name as object', { name: { toString: 'x' } }, { name: 'not-text' }],
  ['a long name', { name: 'x'.repeat(longest.name + 1) }, { name: 'name-too-long' }],
  ['a name in two lines', { name: 'A\r\nBcc: b@c.de' }, { name: 'characters' }],
  ['NUL', { message: 'a\0b' }, { message: 'characters' }],
  ['half a character', { message: 'a\ud800b' }, { message: 'characters' }],
  ['a megabyte', { message: 'x'.repeat(1_000_000) }, { message: 'message-too-long' }],
  ['an array for a message', { message: ['a'] }, { message: 'not-text' }],
  ['two recipients', { email: 'a@b.de, c@d.de' }, { email: 'email-several' }],
  ['a header', { email: 'a@b.de\r\nBcc: e@evil.example' }, { email: 'characters' }],
  ['no address', { email: undefined }, { email: 'email-missing' }],
  ['an address as number', { email: 7 }, { email: 'not-text' }],
  ['a language that we do not write', { locale: 'tlh' }, { locale: 'language-unknown' }],
  ['a key from elsewhere', { submissionKey: 'x' }, { submissionKey: 'form-broken' }],
  ['identifiers as text', { identifiers: 'a' }, { identifiers: 'not-text' }],
  ['an identifier as object', { identifiers: { phone: {} } }, { 'identifiers.phone': 'not-text' }],
  ['a long identifier', { identifiers: { phone: '1'.repeat(201) } }, { 'identifiers.phone': 'identifier-too-long' }],
])('%s', (_case, changes, expected) => expect(problemsOf(changes)).toEqual(expected))

test.each([[null], [[]], ['text'], [42]])('%j instead of a form', (given) => {
  const parsed = submitRequest.safeParse(given)
  expect(parsed.success ? null : fieldProblems(parsed.error)).toMatchObject({ form: 'form-broken' })
})

test('script is a text like any other', () =>
  expect(submitRequest.parse({ ...good, name: '<script>alert(1)</script>' }).name).toBe('<script>alert(1)</script>'))

test('what the browser posts is what the schema reads; a file is not a text', () => {
  const form = new FormData()
  for (const right of good.rights) form.append('rights', right)
  for (const name of ['name', 'email', 'message', 'locale', 'submissionKey'] as const) form.append(name, good[name])
  form.append('identifiers.customer-number', 'A-17')
  expect(submitRequest.safeParse(readRequestForm(form)).success).toBe(true)
  form.set('name', new File(['x'], 'x.txt'))
  const parsed = submitRequest.safeParse(readRequestForm(form))
  expect(parsed.success ? null : fieldProblems(parsed.error)).toEqual({ name: 'not-text' })
})
