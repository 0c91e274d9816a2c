'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { AddUserAnswer } from '@/components/desk/admin/add-user-form'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { requireStaff } from '@/lib/auth/staff-session'
import { FIRST_PASSWORD_BYTES, firstPassword } from '@/lib/domain/first-password'
import { addUser } from '@/lib/workflow/add-user'
import { disableUser } from '@/lib/workflow/disable-user'
import { formText, refusalAnswer } from '../refusal-answer'

export async function addUserAction(_before: AddUserAnswer, form: FormData): Promise<AddUserAnswer> {
  const actor = await requireStaff('manageUsers')
  const password = firstPassword(crypto.getRandomValues(new Uint8Array(FIRST_PASSWORD_BYTES)))
  const name = formText(form, 'name').trim()
  const typed = {
    email: formText(form, 'email'),
    name,
    role: formText(form, 'role'),
    controller: formText(form, 'controller'),
  }
  const done = await addUser(actor, { ...typed, password })
  if (!done.ok) return { ...(await refusalAnswer(done)), typed }
  revalidatePath('/desk/people')
  return { ok: true, message: (await getTranslations('admin.addUser'))('done', { name }), password }
}

export async function disableUserAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageUsers')
  if (form.get(CONFIRMED) !== 'yes')
    return { ok: false, message: (await getTranslations('admin.disableUser'))('statementMissing') }
  const done = await disableUser(actor, { userId: formText(form, 'userId') })
  if (!done.ok) return refusalAnswer(done)
  revalidatePath('/desk/people')
  redirect('/desk/people')
}
