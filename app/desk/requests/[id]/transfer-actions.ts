'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { redrawTransfer } from '@/lib/workflow/redraw-transfer'
import { retryDelivery } from '@/lib/workflow/retry-delivery'
import { readForm, refusal, settle } from '../../act'

const retried = z.object({ requestId: z.uuid(), deliveryId: z.uuid(), version: z.coerce.number().int().positive() })

/** The officer has looked at what went wrong: it is tried again now. */
export async function retryAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageReceivers')
  const input = readForm(retried, form)
  if (!input) return refusal('form-broken')
  const { requestId, ...rest } = input
  return settle(await retryDelivery(actor, rest), { path: `/desk/requests/${requestId}`, said: 'delivery-retried' })
}

const redrawn = z.object({ requestId: z.uuid(), version: z.coerce.number().int().positive() })

/** What was signed cannot be carried out as it was: it goes back to the search. */
export async function redrawAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('approvePlan')
  const input = readForm(redrawn, form)
  if (!input) return refusal('form-broken')
  return settle(await redrawTransfer(actor, input), {
    path: `/desk/requests/${input.requestId}`,
    said: 'transfer-redrawn',
  })
}
