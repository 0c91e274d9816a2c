'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { LetterAnswer } from '@/components/desk/request/letter-reader'
import type { RefusalAnswer } from '@/components/desk/request/refusal-form'
import type { ValuesAnswer } from '@/components/desk/request/values-reader'
import { requireStaff } from '@/lib/auth/staff-session'
import { readEmail } from '@/lib/schemas/submit-request'
import { assignRequest } from '@/lib/workflow/assign-request'
import { completeTask } from '@/lib/workflow/complete-task'
import { correctAddress } from '@/lib/workflow/correct-address'
import { decideIdentity, identityMethods } from '@/lib/workflow/decide-identity'
import { discoverData } from '@/lib/workflow/discover-data'
import { previewRefusal } from '@/lib/workflow/preview-refusal'
import { readLetter } from '@/lib/workflow/read-letter'
import { readPersonalData } from '@/lib/workflow/read-personal-data'
import { refuseItem } from '@/lib/workflow/refuse-item'
import { recordPostedLetter, resendLetter } from '@/lib/workflow/resend-letter'
import { readForm, refusal, settle } from '../../act'
import { shownValue } from './shown-value'

const id = z.uuid()
const version = z.coerce.number().int().positive()
const words = z.string().max(5000)
const pageOf = (requestId: string) => `/desk/requests/${requestId}`

const assign = z.object({ requestId: id, version, assigneeId: z.union([id, z.literal('')]) })
export async function assignAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(assign, form)
  if (!input) return refusal('form-broken')
  const done = await assignRequest(actor, { ...input, assigneeId: input.assigneeId || null })
  return settle(done, { path: pageOf(input.requestId), said: 'assigned' })
}

const address = z.object({ requestId: id, version, email: z.string() })
export async function addressAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(address, form)
  if (!input) return refusal('form-broken')
  const read = readEmail(input.email)
  if (!read.ok) return { ok: false, message: (await getTranslations('desk.entry.problem'))(read.problem) }
  const done = await correctAddress(actor, { ...input, email: read.email })
  return settle(done, { path: pageOf(input.requestId), said: 'address-corrected' })
}

const identity = z.object({
  requestId: id,
  version,
  decision: z.enum(['accept', 'ask-on-file', 'refuse']),
  method: z.enum(identityMethods).optional(),
  reason: words.optional(),
  refusalReason: words.optional(),
  onePerson: z.literal('on').optional(),
})
const known = z.array(z.object({ kind: z.string().max(100), value: z.string().max(300) })).max(50)
/** `known.<kind>`: what was left empty is not the person's. */
const knownIn = (form: FormData) =>
  known.safeParse(
    [...form.entries()]
      .filter(([name, value]) => name.startsWith('known.') && String(value).trim() !== '')
      .map(([name, value]) => ({ kind: name.slice('known.'.length), value })),
  )

export async function identityAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(identity, form)
  if (!input) return refusal('decision-missing')
  const { requestId, decision, method, refusalReason } = input
  const reason = (decision === 'refuse' ? refusalReason : input.reason) ?? ''
  if (decision === 'refuse' && reason.trim() === '') return refusal('reason-missing')
  const stated = knownIn(form)
  if (!stated.success) return refusal('form-broken')
  const accepted = { identifiers: stated.data, onePerson: input.onePerson === 'on', ...(method && { method }) }
  const done = await decideIdentity(actor, {
    ...{ requestId, version: input.version, decision, reason },
    ...(decision === 'accept' && accepted),
  })
  return settle(done, { path: pageOf(requestId), said: `identity-${decision}` })
}

const refuse = z.object({
  requestId: id,
  itemId: id,
  version,
  ground: z.string().max(60),
  reason: words,
  intent: z.enum(['preview', 'send']).default('preview'),
})
/** First the letter, to be read; only then the refusal that sends it. */
export async function refuseAction(_before: RefusalAnswer, form: FormData): Promise<RefusalAnswer> {
  const actor = await requireStaff()
  const input = readForm(refuse, form)
  if (!input) return { feedback: await refusal('form-broken') }
  const { requestId, intent, ...rest } = input
  const typed = { ground: rest.ground, reason: rest.reason }
  if (intent === 'send') {
    const done = await refuseItem(actor, rest)
    return { feedback: await settle(done, { path: pageOf(requestId), said: 'refused' }), typed }
  }
  const letter = await previewRefusal(actor, rest)
  if (!letter.ok) return { feedback: await refusal(letter.reason, letter.detail), typed }
  return { feedback: null, letter: { subject: letter.subject, text: letter.text, locale: letter.locale }, typed }
}

const task = z.object({
  requestId: id,
  taskId: id,
  version,
  note: words,
  result: z.enum(['done', 'impossible', 'kept']),
})
export async function taskAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(task, form)
  if (!input) return refusal('decision-missing')
  const { requestId, ...rest } = input
  return settle(await completeTask(actor, rest), { path: pageOf(requestId), said: `task-${rest.result}` })
}

const again = z.object({ requestId: id })
export async function searchAgainAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(again, form)
  if (!input) return refusal('form-broken')
  return settle(await discoverData(actor, input), { path: pageOf(input.requestId), said: 'searching' })
}

const values = z.object({ requestId: id, system: z.string().max(100), dataset: z.string().max(100) })
/** Values on demand: the verb records the reading before it reads. */
export async function valuesAction(_before: ValuesAnswer, form: FormData): Promise<ValuesAnswer> {
  const actor = await requireStaff()
  const input = readForm(values, form)
  const done = input && (await readPersonalData(actor, input))
  if (!done?.ok)
    return { ok: false, message: (await refusal(done?.reason ?? 'form-broken', done?.detail))?.message ?? '' }
  const rows = done.rows.map((row) => done.fields.map((field) => shownValue(row[field])))
  return { ok: true, fields: done.fields, rows, more: done.more }
}

const letter = z.object({ letterId: id })
export async function letterAction(_before: LetterAnswer, form: FormData): Promise<LetterAnswer> {
  const actor = await requireStaff()
  const input = readForm(letter, form)
  const done = input && (await readLetter(actor, input))
  if (!done?.ok) return { ok: false, message: (await refusal(done?.reason ?? 'form-broken'))?.message ?? '' }
  return { ok: true, subject: done.subject, text: done.text, locale: done.locale }
}

const undelivered = z.object({ requestId: id, letterId: id })
export async function resendAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(undelivered, form)
  if (!input) return refusal('form-broken')
  return settle(await resendLetter(actor, input), { path: pageOf(input.requestId), said: 'letter-resent' })
}

export async function postedAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(undelivered, form)
  if (!input) return refusal('form-broken')
  return settle(await recordPostedLetter(actor, input), { path: pageOf(input.requestId), said: 'letter-posted' })
}
