'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { HoldAnswer } from '@/components/desk/holds/place-hold-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { matterForm, readMatterForm } from '@/lib/schemas/matter'
import { liftMatter } from '@/lib/workflow/lift-matter'
import { placeMatter } from '@/lib/workflow/place-matter'
import { proposeLift } from '@/lib/workflow/propose-lift'
import { reviewMatter } from '@/lib/workflow/review-matter'
import { readForm, refusal, settle } from '../act'

/** Refusals that belong to one field of the form. */
const fields: Record<string, string> = {
  'reference-taken': 'reference',
  'dates-reversed': 'to',
  'review-past': 'reviewOn',
  'review-far': 'reviewOn',
}

export async function placeHoldAction(_before: HoldAnswer, form: FormData): Promise<HoldAnswer> {
  const actor = await requireStaff('placeMatter')
  const typed = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name).map(String)]))
  const parsed = matterForm.safeParse(readMatterForm(form))
  if (!parsed.success) {
    const t = await getTranslations('holds.problem')
    const wrong = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
    const problems = wrong.map((field) => ({ fieldId: field, message: t.has(field) ? t(field) : t('form') }))
    return { problems, feedback: null, typed }
  }
  const done = await placeMatter(actor, parsed.data)
  if (done.ok) {
    revalidatePath('/desk', 'layout')
    redirect(`/desk/holds/${done.matterId}?said=placed`)
  }
  const feedback = await refusal(done.reason, done.detail)
  const field = fields[done.reason]
  return field
    ? { problems: [{ fieldId: field, message: feedback?.message ?? '' }], feedback: null, typed }
    : { problems: [], feedback, typed }
}

const seen = z.object({ matterId: z.uuid(), version: z.coerce.number().int().positive() })
const pageOf = (matterId: string) => `/desk/holds/${matterId}`

export async function proposeLiftAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('proposeLift')
  const input = readForm(seen, form)
  if (!input) return refusal('form-broken')
  return settle(await proposeLift(actor, input), { path: pageOf(input.matterId), said: 'proposed' })
}

/** What it kept can go afterwards: only with the sentence ticked, whatever the browser did. */
export async function liftAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('liftMatter')
  const input = readForm(seen.extend({ confirmed: z.string().optional() }), form)
  if (!input) return refusal('form-broken')
  if (input.confirmed !== 'yes') return refusal('not-confirmed')
  return settle(await liftMatter(actor, input), { path: pageOf(input.matterId), said: 'lifted' })
}

export async function reviewAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('liftMatter')
  const input = readForm(seen.extend({ reviewOn: z.iso.date() }), form)
  if (!input) return refusal('form-broken')
  return settle(await reviewMatter(actor, input), { path: pageOf(input.matterId), said: 'reviewed' })
}
