'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
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
