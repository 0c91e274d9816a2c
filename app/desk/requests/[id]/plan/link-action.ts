'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { linkReceiver } from '@/lib/workflow/link-receiver'
import { readForm, refusal, settle } from '../../../act'

const linked = z.object({
  requestId: z.uuid(),
  version: z.coerce.number().int().positive(),
  receiver: z.string().max(40),
})

/** Which receiver is the one that the person named; they are asked to confirm exactly that. */
export async function linkReceiverAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageReceivers')
  const input = readForm(linked, form)
  if (!input) return refusal('form-broken')
  // The plan that was seen is drawn again: the request’s page shows it happening.
  return settle(await linkReceiver(actor, input), {
    path: `/desk/requests/${input.requestId}`,
    said: 'receiver-linked',
  })
}
