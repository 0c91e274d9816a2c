'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { mapLanguage } from '@/components/desk/admin/map-words'
import type { PersonAnswer } from '@/components/desk/tasks/person-reader'
import { requireStaff } from '@/lib/auth/staff-session'
import { askAgain } from '@/lib/workflow/ask-again'
import { openTask } from '@/lib/workflow/open-task'
import { readForm, refusal, settle } from '../../act'

const which = z.object({ taskId: z.uuid() })

/** Who it is about, on demand: the verb records the reading before it opens anything. */
export async function personAction(_before: PersonAnswer, form: FormData): Promise<PersonAnswer> {
  const actor = await requireStaff('answerTask')
  const input = readForm(which, form)
  const done = input && (await openTask(actor, input))
  if (!done?.ok) return { ok: false, message: (await refusal(done?.reason ?? 'form-broken'))?.message ?? '' }
  const [t, locale] = await Promise.all([getTranslations('tasks.person'), getLocale()])
  const { person, note } = done
  const identifiers = (person?.identifiers ?? []).map(({ label, value }) => ({
    term: label[mapLanguage(locale)],
    text: value,
  }))
  const name = person?.name ? [{ term: t('name'), text: person.name }] : []
  return { ok: true, facts: [...name, ...identifiers], note, gone: person === null }
}

const again = z.object({ taskId: z.uuid(), version: z.coerce.number().int().positive() })
export async function againAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('settleTask')
  const input = readForm(again, form)
  if (!input) return refusal('form-broken')
  return settle(await askAgain(actor, input), { path: `/desk/tasks/${input.taskId}`, said: 'asked' })
}
