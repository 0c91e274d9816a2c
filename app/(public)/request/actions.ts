'use server'

import { redirect } from 'next/navigation'
import type { SentForm } from '@/components/request/form-state'
import { publicActor } from '@/lib/auth/public-actor'
import { readRequestForm } from '@/lib/schemas/request-form'
import { fieldProblems, submitRequest as schema } from '@/lib/schemas/submit-request'
import { reportFailure } from '@/lib/workflow/report-failure'
import { submitRequest } from '@/lib/workflow/submit-request'

/** The form without scripts: whatever goes wrong, the page comes back with everything that was typed. */
export async function sendRequest(_before: SentForm | null, form: FormData): Promise<SentForm> {
  const typed = readRequestForm(form)
  const parsed = schema.safeParse(typed)
  if (!parsed.success) return { typed: textsOf(typed), problems: fieldProblems(parsed.error) }
  const done = await attempt(parsed.data)
  if (!done.ok) return { typed: textsOf(typed), problems: {}, failure: done.reason }
  redirect(`/request/sent?reference=${done.reference}`)
}

async function attempt(input: Parameters<typeof submitRequest>[1]) {
  try {
    return await submitRequest(await publicActor(), input)
  } catch (error) {
    reportFailure('intake-failed', error)
    // The database is away, most likely. Nothing was half-written: the verb has one transaction.
    return { ok: false as const, reason: 'unavailable' }
  }
}

/** For showing it again: files and other things that are no text are left out, a megabyte too. */
function textsOf(typed: Record<string, unknown>): SentForm['typed'] {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 20_000) : '')
  const stated = typeof typed.identifiers === 'object' && typed.identifiers ? Object.entries(typed.identifiers) : []
  return {
    rights: Array.isArray(typed.rights) ? typed.rights.filter((right) => typeof right === 'string') : [],
    name: text(typed.name),
    email: text(typed.email),
    message: text(typed.message),
    locale: text(typed.locale),
    submissionKey: text(typed.submissionKey),
    identifiers: Object.fromEntries(stated.slice(0, 20).map(([key, value]) => [key, text(value)])),
  }
}
