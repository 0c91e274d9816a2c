// The form's own facts, without the schema: what the page needs at once, while the schema may load behind it.
export const longest = { name: 120, message: 5000, identifier: 200, identifiers: 20 } as const

export const formProblems = [
  'rights-missing',
  'name-missing',
  'name-too-long',
  'email-missing',
  'email-too-long',
  'email-several',
  'email-name',
  'email-not-address',
  'message-too-long',
  'identifier-too-long',
  'identifiers-too-many',
  'characters',
  'not-text',
  'language-unknown',
  'form-broken',
] as const
export type FormProblem = (typeof formProblems)[number]
/** Name of the form field of an identifier that the data map asks for. */
export const identifierField = (key: string) => `identifiers.${key}`

/** The form as the browser posts it without scripts. What is not text stays what it is, and fails the schema as such. */
export function readRequestForm(form: FormData): Record<string, unknown> {
  const prefix = identifierField('')
  const stated = [...form.entries()].filter(([name]) => name.startsWith(prefix))
  return {
    rights: form.getAll('rights'),
    name: form.get('name') ?? undefined,
    email: form.get('email') ?? undefined,
    message: form.get('message') ?? undefined,
    locale: form.get('locale') ?? undefined,
    submissionKey: form.get('submissionKey') ?? undefined,
    identifiers: Object.fromEntries(stated.map(([name, value]) => [name.slice(prefix.length), value])),
  }
}

export type FieldProblems = Record<string, FormProblem>
