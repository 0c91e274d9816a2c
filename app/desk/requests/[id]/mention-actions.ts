'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { ValuesAnswer } from '@/components/desk/request/values-reader'
import { requireStaff } from '@/lib/auth/staff-session'
import { completeTask } from '@/lib/workflow/complete-task'
import { readMentions } from '@/lib/workflow/read-mentions'
import { readForm, refusal, settle } from '../../act'
import { shownValue } from './shown-value'

const name = z.string().max(100)
const texts = z.object({ requestId: z.uuid(), system: name, dataset: name, field: name })
/** The verb records the reading before it reads. */
export async function mentionsAction(_before: ValuesAnswer, form: FormData): Promise<ValuesAnswer> {
  const actor = await requireStaff()
  const input = readForm(texts, form)
  const done = input && (await readMentions(actor, input))
  if (!done?.ok)
    return { ok: false, message: (await refusal(done?.reason ?? 'form-broken', done?.detail))?.message ?? '' }
  const rows = done.rows.map((row) => done.fields.map((field) => shownValue(row[field])))
  return { ok: true, fields: done.fields, rows, more: done.more }
}

const looked = z.object({
  requestId: z.uuid(),
  taskId: z.uuid(),
  version: z.coerce.number().int().positive(),
  note: z.string().max(5000),
  result: z.enum(['done', 'nothing']),
})
export async function lookedAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(looked, form)
  if (!input) return refusal('decision-missing')
  const { requestId, ...rest } = input
  return settle(await completeTask(actor, rest), { path: `/desk/requests/${requestId}`, said: 'mentions-looked' })
}
