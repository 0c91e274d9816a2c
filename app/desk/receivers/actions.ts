'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { ReceiverAnswer } from '@/components/desk/transfers/receiver-form'
import type { ShownHost } from '@/components/desk/transfers/server-shown'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import type { Feedback } from '@/components/ui/form-feedback'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { addReceiver } from '@/lib/workflow/add-receiver'
import { changeReceiver } from '@/lib/workflow/change-receiver'
import { changeReceiverSecret } from '@/lib/workflow/change-receiver-secret'
import { checkReceiver } from '@/lib/workflow/check-receiver'
import { disableReceiver } from '@/lib/workflow/disable-receiver'
import { probeReceiver } from '@/lib/workflow/probe-receiver'
import { readForm, refusal, settle } from '../act'
import { formText, refusalAnswer } from '../refusal-answer'
import { addressIn, protocolIn, receiverIn, secretIn, typedIn } from './receiver-fields'

const pageOf = (key: string) => `/desk/receivers/${encodeURIComponent(key)}`

/** What does not fit, and what a server answered, in the words of these pages. */
async function saidOf(refused: Refusal): Promise<Feedback> {
  const { reason, detail } = refused
  const area = reason === 'receiver-unreachable' ? 'transfers.problem' : 'transfers.unfit'
  const code = reason === 'not-compared' ? reason : String(detail?.problem ?? '')
  if (code === '') return refusalAnswer(refused)
  const t = await getTranslations(area)
  return { ok: false, message: t(t.has(code) ? code : 'other') }
}

/** Looking needs no secret; saving needs that somebody has compared what was shown. */
export async function receiverAction(before: ReceiverAnswer, form: FormData): Promise<ReceiverAnswer> {
  const actor = await requireStaff('manageReceivers')
  if (form.get('intent') !== 'save') return look(actor, form)
  const done = await save(actor, form)
  const said = form.get('version') === null ? 'added' : 'changed'
  const feedback = done.ok ? await settle(done, { path: pageOf(formText(form, 'key')), said }) : await saidOf(done)
  return { feedback, looked: before?.looked ?? null, typed: typedIn(form) }
}

async function look(actor: StaffActor, form: FormData): Promise<ReceiverAnswer> {
  const typed = typedIn(form)
  const protocol = protocolIn(form)
  if (protocol === 'https-download') return { feedback: null, looked: { protocol, shown: null }, typed }
  const address = addressIn(form, { pinned: false })
  const done = await probeReceiver(actor, { address })
  if (!done.ok) return { feedback: await saidOf(done), looked: null, typed }
  const { seen } = done
  const { fingerprint } = seen
  const host = String(address.host ?? new URL(String(address.url)).host)
  const shown: ShownHost =
    seen.kind === 'host-key'
      ? { host, fingerprint, certificate: null, trusted: true }
      : { host, fingerprint, certificate: seen, trusted: seen.trusted }
  return { feedback: null, looked: { protocol, shown }, typed }
}

async function save(actor: StaffActor, form: FormData): Promise<Outcome> {
  if (protocolIn(form) !== 'https-download' && form.get(CONFIRMED) !== 'yes') return refuse('not-compared')
  const key = formText(form, 'key')
  const secret = secretIn(form)
  if (form.get('version') === null) return addReceiver(actor, { key, form: receiverIn(form), secret })
  const version = Math.trunc(Number(formText(form, 'version')))
  return changeReceiver(actor, { key, version, form: receiverIn(form), ...(secret && { secret }) })
}

const named = z.object({ key: z.string().max(40), version: z.coerce.number().int().positive() })

export async function checkAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageReceivers')
  const input = readForm(named, form)
  if (!input) return refusal('form-broken')
  const done = await checkReceiver(actor, { key: input.key })
  revalidatePath('/desk/receivers', 'layout')
  return done.ok ? settle(done, { path: pageOf(input.key), said: 'reached' }) : saidOf(done)
}

export async function secretAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageReceivers')
  const input = readForm(named, form)
  if (!input) return refusal('form-broken')
  const done = await changeReceiverSecret(actor, { ...input, secret: secretIn(form) })
  return settle(done, { path: pageOf(input.key), said: 'secret-changed' })
}

export async function disableAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageReceivers')
  const input = readForm(named, form)
  if (!input) return refusal('form-broken')
  if (form.get(CONFIRMED) !== 'yes') return refusal('not-confirmed')
  return settle(await disableReceiver(actor, input), { path: pageOf(input.key), said: 'disabled' })
}
