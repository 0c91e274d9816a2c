import type { FieldProblems } from '@/lib/schemas/request-form'
import type { TypedTransfer } from '@/lib/schemas/transfer-fields'

/** What stands in the form, as text, before anything is read into it. */
export type TypedForm = {
  rights: string[]
  name: string
  email: string
  message: string
  locale: string
  submissionKey: string
  identifiers: Record<string, string>
  corrections: Record<string, { wanted: string; present?: string }>
  transfer: TypedTransfer
}

/** A form that came back from the server. `failure`: a key of `public.failures`. */
export type SentForm = { typed: TypedForm; problems: FieldProblems; failure?: string }

export const failures = ['offline', 'unavailable', 'too-many-requests', 'not-ready', 'too-large'] as const
export type Failure = (typeof failures)[number]
export const failureOf = (code: string): Failure => failures.find((known) => known === code) ?? 'unavailable'

export type Answer = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
/** A field that a person fills in, and the submission's key; not what React adds for the form without scripts. */
export const isAnswer = (field: unknown): field is Answer =>
  (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) &&
  /^[a-z]/.test(field.name)
