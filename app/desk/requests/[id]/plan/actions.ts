'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import type { Outcome } from '@/lib/domain/outcome'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import type { AccessPlan } from '@/lib/domain/plan/types'
import { deskRequest } from '@/lib/queries/desk-request'
import { adjustAccessPlan } from '@/lib/workflow/adjust-access-plan'
import { approvePlan } from '@/lib/workflow/approve-plan'
import { preparePlan, type SignPlan } from '@/lib/workflow/prepare-plan'
import { returnPlan } from '@/lib/workflow/return-plan'
import { readForm, refusal, settle } from '../../../act'

const seen = z.object({
  requestId: z.uuid(),
  itemId: z.uuid(),
  version: z.coerce.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  [CONFIRMED]: z.literal('yes').optional(),
})

const planPage = (input: { requestId: string; itemId: string }) =>
  `/desk/requests/${input.requestId}/plan?item=${input.itemId}`
const requestPage = (input: { requestId: string }) => `/desk/requests/${input.requestId}`

type Sign = (actor: StaffActor, input: SignPlan) => Promise<Outcome>

/** The deliberate gesture is asked for here, so that it holds without scripts too. */
async function sign(verb: Sign, said: string, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(seen, form)
  if (!input) return refusal('form-broken')
  if (input[CONFIRMED] !== 'yes') return refusal('not-confirmed')
  const { itemId, version, hash } = input
  const done = await verb(actor, { itemId, version, hash })
  return settle(done, { path: said === 'plan-approved' ? requestPage(input) : planPage(input), said })
}

export async function prepareAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return sign(preparePlan, 'plan-prepared', form)
}

export async function approveAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return sign(approvePlan, 'plan-approved', form)
}

const back = seen.extend({ reason: z.string().max(5000) })
export async function returnAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(back, form)
  if (!input) return refusal('form-broken')
  const { itemId, version, reason } = input
  return settle(await returnPlan(actor, { itemId, version, reason }), { path: planPage(input), said: 'plan-returned' })
}

const place = seen.extend({
  dataset: z.string().max(100),
  field: z.string().max(100),
  reason: z.string().max(1000).default(''),
})
type Excluded = AccessPlan['excluded']

/** From what the plan that was seen leaves out to what the next one does; the version guards against a newer one. */
async function adjust(
  form: FormData,
  said: string,
  change: (now: Excluded, input: z.output<typeof place>) => Excluded,
): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(place, form)
  if (!input) return refusal('form-broken')
  const request = await deskRequest(actor, input.requestId)
  const plan = request?.items.find(({ id }) => id === input.itemId)?.plan?.document
  if (plan?.right !== 'access' && plan?.right !== 'portability') return refusal('not-found')
  const { itemId, version } = input
  const done = await adjustAccessPlan(actor, { itemId, version, excluded: change(excludedFrom(plan), input) })
  return settle(done, { path: planPage(input), said })
}

const excludedFrom = (plan: AccessPlan | PortabilityPlan): Excluded =>
  plan.right === 'access'
    ? plan.excluded
    : plan.left
        .filter(({ why }) => why === 'excluded')
        .map(({ dataset, field, reason = '' }) => ({ dataset, field, reason }))

const other = (input: { dataset: string; field: string }) => (one: Excluded[number]) =>
  one.dataset !== input.dataset || (one.field ?? '') !== input.field

export async function leaveOutAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return adjust(form, 'left-out', (now, { dataset, field, reason }) => [
    ...now.filter(other({ dataset, field })),
    { dataset, field: field || null, reason: reason.trim() },
  ])
}

export async function putBackAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  return adjust(form, 'put-back', (now, input) => now.filter(other(input)))
}
