'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { MOST_REASON } from '@/lib/domain/recipients/notice'
import { recordNotice } from '@/lib/workflow/record-notice'
import { readForm, refusal, settle } from '../../act'

const recorded = z.object({
  requestId: z.uuid(),
  noticeId: z.uuid(),
  version: z.coerce.number().int().positive(),
  result: z.enum(['told-by-hand', 'impossible']),
  note: z.string().max(MOST_REASON).default(''),
})

/** A recipient was told another way, or cannot be. */
export async function recordNoticeAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('completeTask')
  const input = readForm(recorded, form)
  if (!input) return refusal('form-broken')
  const { requestId, ...rest } = input
  return settle(await recordNotice(actor, rest), { path: `/desk/requests/${requestId}`, said: 'recipient-recorded' })
}
