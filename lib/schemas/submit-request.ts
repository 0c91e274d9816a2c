// What a person may send us: one schema for the form in the browser, the server action, the JSON interface and the desk.
// Issues are codes; the page says them in the reader's language (messages/*/public.json, `problems`).
import { z } from 'zod'
import { type EmailAddress, type EmailRefusal, parseEmail } from '../domain/contact-address'
import { letterLocales } from '../domain/letters/letter'
import { rights } from '../domain/request/rights'
import { plainValue } from './plain-value'
import {
  correctionField,
  type FieldProblems,
  type FormProblem,
  formProblems,
  identifierField,
  longest,
} from './request-form'
import { transferField } from './transfer-fields'
import { transferWishForm } from './transfer-wish'

const problem = (code: FormProblem) => code

/** Line breaks and tabs are ordinary in a message; NUL ends a text in the database, halves of characters end elsewhere. */
function hasHostileCharacters(text: string, lines: boolean): boolean {
  if (!text.isWellFormed()) return true
  return /\p{Cc}/u.test(lines ? text.replace(/[\r\n\t]/g, '') : text)
}

function text(longestAllowed: number, tooLong: FormProblem, options: { lines?: boolean; missing?: FormProblem } = {}) {
  return z
    .string({
      error: (issue) => (issue.input === undefined ? problem(options.missing ?? 'not-text') : problem('not-text')),
    })
    .transform((given, context) => {
      const clean = given.replace(/\r\n?/g, options.lines ? '\n' : '$&').trim()
      const refuse = (message: FormProblem) => {
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      }
      // Length first: nothing else is done with a megabyte.
      if (clean.length > longestAllowed) return refuse(tooLong)
      if (hasHostileCharacters(given, options.lines ?? false)) return refuse('characters')
      if (options.missing && clean === '') return refuse(options.missing)
      return clean.normalize('NFC')
    })
}

const emailProblems: Record<EmailRefusal, FormProblem> = {
  empty: 'email-missing',
  'malformed-text': 'characters',
  'control-character': 'characters',
  'too-long': 'email-too-long',
  'several-recipients': 'email-several',
  'name-or-group': 'email-name',
  quoted: 'email-not-address',
  'not-an-address': 'email-not-address',
}

/** In the person's own words. */
export const ownWords = text(longest.message, 'message-too-long', { lines: true })

const email = z
  .string({ error: (issue) => (issue.input === undefined ? problem('email-missing') : problem('not-text')) })
  .transform((given, context): EmailAddress => {
    const parsed = parseEmail(given)
    if (parsed.ok) return parsed.value
    context.addIssue({ code: 'custom', message: emailProblems[parsed.reason] })
    return z.NEVER
  })

const identifiers = z
  .record(z.string().max(60), text(longest.identifier, 'identifier-too-long'), { error: problem('not-text') })
  .refine((given) => Object.keys(given).length <= longest.identifiers, problem('identifiers-too-many'))
  .transform((given) =>
    Object.entries(given)
      .filter(([, value]) => value !== '')
      .map(([kind, value]) => ({ kind, value })),
  )

export const line = z.unknown().transform((given, context) => {
  const plain = plainValue(given)
  if (plain.ok) return plain.value
  context.addIssue({ code: 'custom', message: problem(plain.problem) })
  return z.NEVER
})

/** By datum; its own kind is looked at where the data map is (datum-value.ts). */
const corrections = z
  .record(z.string().max(60), z.object({ wanted: line, present: line.optional() }, { error: problem('not-text') }), {
    error: problem('not-text'),
  })
  .refine((given) => Object.keys(given).length <= longest.corrections, problem('data-too-many'))
  .transform((given) => Object.entries(given).map(([datum, stated]) => ({ datum, ...stated })))

export const submitRequest = z.object(
  {
    rights: z
      .array(z.enum(rights, { error: problem('form-broken') }), { error: problem('rights-missing') })
      .min(1, problem('rights-missing'))
      .transform((given) => rights.filter((right) => given.includes(right))),
    name: text(longest.name, 'name-too-long', { missing: 'name-missing' }),
    email,
    identifiers: identifiers.default([]),
    corrections: corrections.optional(),
    transfer: transferWishForm.optional(),
    message: ownWords.default(''),
    locale: z.enum(letterLocales, { error: problem('language-unknown') }),
    /** Random, made with the form: a second submit of the same form is one request. */
    submissionKey: z
      .string({ error: problem('form-broken') })
      .regex(/^[\w-]{16,64}$/, problem('form-broken'))
      .optional(),
  },
  { error: problem('form-broken') },
)

/** As typed, before anything is read into it. */
export type RequestForm = z.input<typeof submitRequest>
export type { FormProblem } from './request-form'
export type SubmitRequest = z.output<typeof submitRequest>

/** The address alone, for whoever asks for a new link. */
export function readEmail(given: unknown): { ok: true; email: EmailAddress } | { ok: false; problem: FormProblem } {
  const parsed = email.safeParse(given ?? undefined)
  if (parsed.success) return { ok: true, email: parsed.data }
  return { ok: false, problem: formProblems.find((code) => code === parsed.error.issues[0]?.message) ?? 'form-broken' }
}

/** What a colleague enters for a person who wrote or called: the clock runs from the day that it reached the company. */
export const submitForPerson = submitRequest.extend({
  channel: z.enum(['letter', 'phone', 'email', 'command-line'], { error: problem('form-broken') }),
  receivedOn: z.iso.date({ error: problem('form-broken') }).optional(),
})
export type SubmitForPerson = z.output<typeof submitForPerson>

const fieldOf: Record<string, (key: string) => string> = {
  transfer: transferField,
  identifiers: identifierField,
  corrections: correctionField,
}

/** What the data map's own kinds say of each datum (`corrections-unfit`), by the form's fields. */
export function correctionProblems(detail: Record<string, unknown> = {}): FieldProblems {
  const known = Object.entries(detail).flatMap(([key, code]) => {
    const problem = formProblems.find((name) => name === code)
    return problem ? [[correctionField(key), problem] as const] : []
  })
  return Object.fromEntries(known)
}

/** One problem a field (`email`, `identifiers.customer-number`): the first, since putting it right may settle the rest. */
export function fieldProblems(error: z.ZodError): FieldProblems {
  const found: FieldProblems = {}
  for (const issue of error.issues) {
    const [first, second] = issue.path.map(String)
    const field = first === undefined ? 'form' : second ? (fieldOf[first]?.(second) ?? first) : first
    found[field] ??= formProblems.find((code) => code === issue.message) ?? 'form-broken'
  }
  return found
}
