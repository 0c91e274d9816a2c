'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { requireStaff } from '@/lib/auth/staff-session'
import { approveFollowUp } from '@/lib/workflow/approve-follow-up'
import { dismissFollowUp } from '@/lib/workflow/dismiss-follow-up'
import { readForm, refusal, settle } from '../../act'

const seen = z.object({
  requestId: z.uuid(),
  planId: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  [CONFIRMED]: z.literal('yes').optional(),
})

/** The deliberate gesture is asked for here, so that it holds without scripts too. */
export async function approveFollowUpAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(seen, form)
  if (!input) return refusal('form-broken')
  if (input[CONFIRMED] !== 'yes') return refusal('not-confirmed')
  const { requestId, planId, hash } = input
  return settle(await approveFollowUp(actor, { planId, hash }), {
    path: `/desk/requests/${requestId}`,
    said: 'follow-up-approved',
  })
}

export async function dismissFollowUpAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(seen, form)
  if (!input) return refusal('form-broken')
  const { requestId, planId, hash } = input
  return settle(await dismissFollowUp(actor, { planId, hash }), {
    path: `/desk/requests/${requestId}`,
    said: 'follow-up-dismissed',
  })
}
