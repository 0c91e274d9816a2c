'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import type { Outcome } from '@/lib/domain/outcome'
import { announceLift } from '@/lib/workflow/announce-lift'
import { beginRestriction } from '@/lib/workflow/begin-restriction'
import { liftRestriction } from '@/lib/workflow/lift-restriction'
import { refuseRestriction } from '@/lib/workflow/refuse-restriction'
import { readForm, refusal, settle } from '../../../act'

const seen = z.object({
  requestId: z.uuid(),
  restrictionId: z.uuid(),
  version: z.coerce.number().int().positive(),
  reason: z.string().max(4000).default(''),
})
type Seen = z.output<typeof seen>

async function act(verb: (actor: StaffActor, input: Seen) => Promise<Outcome>, said: string, form: FormData) {
  const actor = await requireStaff()
  const input = readForm(seen, form)
  if (!input) return refusal('form-broken')
  return settle(await verb(actor, input), { path: `/desk/requests/${input.requestId}/corrections`, said })
}

export async function beginAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return act(beginRestriction, 'restriction-begun', form)
}

export async function refuseAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return act(refuseRestriction, 'restriction-refused', form)
}

export async function announceAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return act(announceLift, 'lift-announced', form)
}

export async function liftAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return act(liftRestriction, 'restriction-lifted', form)
}
