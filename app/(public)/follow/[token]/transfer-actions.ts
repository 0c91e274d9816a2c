'use server'

import { revalidatePath } from 'next/cache'
import type { TransferState } from '@/components/request/transfer-forms'
import { type TransferSaid, transferProblems, transferSaid } from '@/components/request/transfer-said'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { publicActor } from '@/lib/auth/public-actor'
import { subjectActor } from '@/lib/auth/subject-session'
import type { SubjectActor } from '@/lib/domain/actor'
import { linkPath } from '@/lib/domain/letters/link-path'
import type { Outcome } from '@/lib/domain/outcome'
import { readTransfer, type TypedTransfer } from '@/lib/schemas/transfer-fields'
import { confirmTransferWish } from '@/lib/workflow/confirm-transfer-wish'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { reportFailure } from '@/lib/workflow/report-failure'
import { setTransferWish } from '@/lib/workflow/set-transfer-wish'

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, 1000) : ''
}
const whole = (form: FormData, name: string): number => Math.trunc(Number(text(form, name))) || 0

type Verb = (actor: SubjectActor, requestId: string) => Promise<Outcome>

/** As the person of the link, who has given a code; the verb itself asks for both. */
async function asPerson(form: FormData, verb: Verb, done: TransferSaid, typed?: TypedTransfer): Promise<TransferState> {
  const back = typed ? { typed } : {}
  const token = text(form, 'token')
  try {
    const link = await openFollowPage(await publicActor(), { token })
    if (!link.ok) return { said: 'not-permitted', ...back }
    const outcome = await verb(await subjectActor(link), link.requestId)
    if (!outcome.ok) return { ...refused(outcome), ...back }
  } catch (error) {
    reportFailure('follow-failed', error)
    return { said: 'unavailable', ...back }
  }
  revalidatePath(linkPath('follow', token))
  return { said: done }
}

function refused({ reason, detail }: Extract<Outcome, { ok: false }>): NonNullable<TransferState> {
  const problem = reason === 'wish-unfit' && transferProblems.find((known) => known === detail?.problem)
  return problem ? { problem } : { said: transferSaid.find((known) => known === reason) ?? 'unavailable' }
}

export async function changeTransfer(_before: TransferState, form: FormData): Promise<TransferState> {
  const read = readTransfer(form)
  const version = whole(form, 'version')
  const verb: Verb = (actor, requestId) => setTransferWish(actor, { requestId, version, form: read.wish })
  return asPerson(form, verb, 'changed', read.typed)
}

/** Exactly the receiver that stood on the page: whatever changed since is not what was confirmed. */
export async function confirmReceiver(_before: TransferState, form: FormData): Promise<TransferState> {
  if (text(form, CONFIRMED) !== 'yes') return { said: 'unticked' }
  const seen = { version: whole(form, 'version'), receiverVersion: whole(form, 'receiverVersion') }
  return asPerson(form, (actor, requestId) => confirmTransferWish(actor, { requestId, ...seen }), 'confirmed')
}
