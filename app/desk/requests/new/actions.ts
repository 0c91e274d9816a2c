'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { EntryAnswer } from '@/components/desk/entry-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { readRequestForm } from '@/lib/schemas/request-form'
import { fieldProblems, submitForPerson } from '@/lib/schemas/submit-request'
import { submitRequest } from '@/lib/workflow/submit-request'
import { refusal } from '../../act'

/** A request that came by letter, phone or mail, entered by a colleague; the clock runs from the day that it arrived. */
export async function enterAction(_before: EntryAnswer, form: FormData): Promise<EntryAnswer> {
  const actor = await requireStaff('submitForPerson')
  const typed = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name).map(String)]))
  const parsed = submitForPerson.safeParse({
    ...readRequestForm(form),
    channel: form.get('channel') ?? undefined,
    receivedOn: form.get('receivedOn') || undefined,
  })
  if (!parsed.success) {
    const t = await getTranslations('desk.entry.problem')
    const problems = Object.entries(fieldProblems(parsed.error)).map(([fieldId, code]) => ({
      fieldId,
      message: t(code),
    }))
    return { problems, feedback: null, typed }
  }
  const done = await submitRequest(actor, parsed.data)
  if (!done.ok) return { problems: [], feedback: await refusal(done.reason), typed }
  revalidatePath('/desk', 'layout')
  redirect(`/desk/requests/${done.requestId}?said=entered`)
}
