'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { decideAcceptance } from '@/lib/workflow/decide-acceptance'
import { readForm, refusal, settle } from '../act'

const decided = z.object({
  acceptanceId: z.uuid(),
  version: z.coerce.number().int().positive(),
  decision: z.enum(['accept', 'refuse']),
  reason: z.string().max(5000),
})

/** A controller's word on whether its data leaves. */
export async function decideAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('decideAcceptance')
  const input = readForm(decided, form)
  if (!input) return refusal('decision-missing')
  const { decision, ...rest } = input
  const done = await decideAcceptance(actor, { ...rest, accept: decision === 'accept' })
  const said = decision === 'accept' ? 'accepted' : 'refused'
  return settle(done, { path: `/desk/acceptances/${input.acceptanceId}`, said })
}
