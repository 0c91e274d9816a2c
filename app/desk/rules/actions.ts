'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { RuleAnswer } from '@/components/desk/rules/rule-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { type RuleTyped, readRuleForm, ruleFields } from '@/lib/schemas/rule-form'
import { cancelRuleChange } from '@/lib/workflow/cancel-rule-change'
import { changeRule } from '@/lib/workflow/change-rule'
import { retireRule } from '@/lib/workflow/retire-rule'
import { readForm, refusal, settle } from '../act'

const pageOf = (key: string) => `/desk/rules/${encodeURIComponent(key)}`

export async function changeRuleAction(_before: RuleAnswer, form: FormData): Promise<RuleAnswer> {
  const actor = await requireStaff('editMap')
  const typed: RuleTyped = Object.fromEntries(ruleFields.map((field) => [field, form.getAll(field).map(String)]))
  const read = readRuleForm(typed)
  if (!read.ok) {
    const t = await getTranslations('rules.problem')
    const said = (field: string) =>
      t.has(field) ? t(field, field === 'where' ? { line: read.whereLine ?? 1 } : {}) : t('form')
    return { problems: read.wrong.map((field) => ({ fieldId: field, message: said(field) })), feedback: null, typed }
  }
  const seen = Number(form.get('seen') ?? 0)
  const done = await changeRule(actor, { rule: read.rule, seen, reason: read.reason })
  if (!done.ok) {
    const feedback = await refusal(done.reason, done.detail)
    if (done.reason !== 'rule-exists') return { problems: [], feedback, typed }
    return { problems: [{ fieldId: 'key', message: feedback?.message ?? '' }], feedback: null, typed }
  }
  revalidatePath('/desk', 'layout')
  redirect(`${pageOf(done.key)}?said=${done.weaker.length > 0 ? 'waiting' : 'changed'}`)
}

const named = z.object({ key: z.string().max(63) })

export async function retireRuleAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('editMap')
  const input = readForm(named.extend({ seen: z.coerce.number().int(), reason: z.string() }), form)
  if (!input) return refusal('form-broken')
  const done = await retireRule(actor, input)
  const said = done.ok && Date.parse(done.effectiveAt) <= Date.now() ? 'gone' : 'retired'
  return settle(done, { path: pageOf(input.key), said })
}

export async function cancelRuleChangeAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('editMap')
  const input = readForm(named, form)
  if (!input) return refusal('form-broken')
  return settle(await cancelRuleChange(actor, input), { path: pageOf(input.key), said: 'cancelled' })
}
