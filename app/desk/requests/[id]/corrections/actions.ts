'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { ValuesRead } from '@/components/desk/corrections/wish-board'
import { requireStaff } from '@/lib/auth/staff-session'
import { formProblems } from '@/lib/schemas/request-form'
import { decideWish } from '@/lib/workflow/decide-wish'
import { readWishes, type ShownWish } from '@/lib/workflow/read-wishes'
import { readForm, refusal, settle } from '../../../act'

const item = z.object({ itemId: z.uuid() })
/** Values on demand: the verb records the reading before it opens any. */
export async function readAction(_before: ValuesRead, form: FormData): Promise<ValuesRead> {
  const actor = await requireStaff()
  const input = readForm(item, form)
  const done = input && (await readWishes(actor, input))
  if (!done?.ok) return { ok: false, message: (await refusal(done?.reason ?? 'form-broken'))?.message ?? '' }
  return {
    ok: true,
    contested: done.contested,
    values: Object.fromEntries(done.wishes.map((wish) => [wish.id, valuesOf(wish)])),
  }
}

const valuesOf = ({ wanted, words, present, adapted, reason, places }: ShownWish) => ({
  wanted: wanted ?? words ?? '',
  ...{ present, adapted, reason },
  places: Object.fromEntries(places.map(({ id, value }) => [id, value])),
})

const decision = z.object({
  requestId: z.uuid(),
  wishId: z.uuid(),
  version: z.coerce.number().int().positive(),
  decision: z.enum(['accept', 'adapt', 'refuse']),
  value: z.string().max(2000).optional(),
  reason: z.string().max(4000).default(''),
})

/** Of the places' own boxes, `leave.<id>` and `complete.<id>`. */
const ticked = (form: FormData, name: 'leave' | 'complete'): string[] =>
  [...form.keys()].filter((key) => key.startsWith(`${name}.`)).map((key) => key.slice(name.length + 1))

export async function decideAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(decision, form)
  if (!input) return refusal('decision-missing')
  const { requestId, wishId, version, value, reason } = input
  const refuses = input.decision === 'refuse'
  const done = await decideWish(actor, {
    ...{ wishId, version, reason, decision: input.decision },
    ...(input.decision === 'adapt' && { value: value ?? '' }),
    ...(!refuses && { left: ticked(form, 'leave'), completed: ticked(form, 'complete') }),
  })
  if (!done.ok && done.reason === 'corrections-unfit') return unfit(done.detail?.value)
  return settle(done, { path: `/desk/requests/${requestId}/corrections`, said: 'wish-decided' })
}

/** The value's own problem says more than that one does not fit. */
async function unfit(code: unknown): Promise<DeskAnswer> {
  const problem = formProblems.find((known) => known === code)
  if (!problem) return refusal('corrections-unfit')
  return { ok: false, message: (await getTranslations('public.problems'))(problem) }
}
