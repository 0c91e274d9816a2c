// The form's own facts, without the schema: what the page needs at once, while the schema may load behind it.
import { readTransfer } from './transfer-fields'

export const longest = { name: 120, message: 5000, identifier: 200, identifiers: 20, corrections: 30 } as const

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
  'datum-missing',
  'datum-too-long',
  'datum-direction',
  'datum-not-date',
  'datum-date-ahead',
  'datum-not-country',
  'datum-not-phone',
  'datum-not-iban',
  'datum-unknown',
  'data-too-many',
  'receiver-name-missing',
  'country-unknown',
  'contact-missing',
  'words-unfit',
  'words-too-long',
] as const
export type FormProblem = (typeof formProblems)[number]
/** Name of the form field of an identifier that the data map asks for. */
export const identifierField = (key: string) => `identifiers.${key}`

/** Names of the form fields of a datum that the data map lets people correct: what is right, and what stands there now. */
export const correctionField = (key: string) => `corrections.${key}`
export const presentField = (key: string) => `present.${key}`

type Stated = Record<string, { wanted: FormDataEntryValue; present?: FormDataEntryValue }>

/** A datum of which nothing is said is not in it. */
function readCorrections(form: FormData): Stated {
  const prefix = correctionField('')
  const stated: Stated = {}
  for (const [name, wanted] of form.entries()) {
    if (!name.startsWith(prefix)) continue
    const key = name.slice(prefix.length)
    const present = form.get(presentField(key))
    if (wanted !== '' || (present !== null && present !== '')) stated[key] = { wanted, ...(present && { present }) }
  }
  return stated
}

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
    // What stands in a part that is not shown is not asked for.
    corrections: form.getAll('rights').includes('rectification') ? readCorrections(form) : {},
    transfer: form.getAll('rights').includes('portability') ? readTransfer(form).wish : undefined,
  }
}

export type FieldProblems = Record<string, FormProblem>
