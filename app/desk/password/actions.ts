'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireSignedIn, startStaffSession } from '@/lib/auth/staff-session'
import { changePassword } from '@/lib/workflow/change-password'
import { formText, refusalAnswer } from '../refusal-answer'

export async function changePasswordAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireSignedIn()
  const next = formText(form, 'next')
  if (next !== formText(form, 'repeat'))
    return { ok: false, message: (await getTranslations('desk.password'))('mismatch') }
  const done = await changePassword(actor, { current: formText(form, 'current'), next })
  if (!done.ok) return refusalAnswer(done)
  // Every session of the user has ended with it, this one too.
  await startStaffSession({ actor, sessionVersion: done.sessionVersion })
  redirect('/desk')
}
