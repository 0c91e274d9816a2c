'use server'

import { redirect } from 'next/navigation'
import type { SentForm } from '@/components/request/form-state'
import { publicActor } from '@/lib/auth/public-actor'
import { longest, readRequestForm } from '@/lib/schemas/request-form'
import { correctionProblems, fieldProblems, submitRequest as schema } from '@/lib/schemas/submit-request'
import { nothingTyped, type TypedTransfer } from '@/lib/schemas/transfer-fields'
import { reportFailure } from '@/lib/workflow/report-failure'
import { submitRequest } from '@/lib/workflow/submit-request'

/** The form without scripts: whatever goes wrong, the page comes back with everything that was typed. */
export async function sendRequest(_before: SentForm | null, form: FormData): Promise<SentForm> {
  const typed = readRequestForm(form)
  const parsed = schema.safeParse(typed)
  if (!parsed.success) return { typed: textsOf(typed), problems: fieldProblems(parsed.error) }
  const done = await attempt(parsed.data)
  if (!done.ok && done.reason === 'corrections-unfit')
    return { typed: textsOf(typed), problems: correctionProblems(done.detail) }
  if (!done.ok) return { typed: textsOf(typed), problems: {}, failure: done.reason }
  redirect(`/request/sent?reference=${done.reference}`)
}

async function attempt(input: Parameters<typeof submitRequest>[1]) {
  try {
    return await submitRequest(await publicActor(), input)
  } catch (error) {
    reportFailure('intake-failed', error)
    // The database is away, most likely. Nothing was half-written: the verb has one transaction.
    return { ok: false as const, reason: 'unavailable' as const }
  }
}

/** For showing it again: files and other things that are no text are left out, a megabyte too. */
function textsOf(typed: Record<string, unknown>): SentForm['typed'] {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 20_000) : '')
  const fields = (given: unknown) => (typeof given === 'object' && given ? Object.entries(given) : [])
  return {
    rights: Array.isArray(typed.rights) ? typed.rights.filter((right) => typeof right === 'string') : [],
    name: text(typed.name),
    email: text(typed.email),
    message: text(typed.message),
    locale: text(typed.locale),
    submissionKey: text(typed.submissionKey),
    identifiers: Object.fromEntries(
      fields(typed.identifiers)
        .slice(0, longest.identifiers)
        .map(([key, value]) => [key, text(value)]),
    ),
    transfer: transferOf(typed.transfer),
    corrections: Object.fromEntries(
      fields(typed.corrections)
        .slice(0, longest.corrections)
        .map(([key, said]) => [key, { wanted: text(said.wanted), present: text(said.present) }]),
    ),
  }
}

function transferOf(given: unknown): TypedTransfer {
  const { formats, ...said } = (typeof given === 'object' && given ? given : {}) as Record<string, unknown>
  const texts = Object.entries(said).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const cut = Object.fromEntries(texts.map(([field, text]) => [field, text.slice(0, 1000)]))
  return { ...nothingTyped, ...cut, xml: Array.isArray(formats) && formats.includes('xml') }
}
