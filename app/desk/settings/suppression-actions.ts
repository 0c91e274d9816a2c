'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { addMachineToken } from '@/lib/workflow/add-machine-token'
import { changeSetting } from '@/lib/workflow/change-setting'
import { revokeMachineToken } from '@/lib/workflow/revoke-machine-token'
import { formText, refusalAnswer } from '../refusal-answer'

export async function changeSuppressionAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('changeSettings')
  const done = await changeSetting(actor, { key: 'suppress-on-erasure', value: form.get('value') === 'on' })
  if (!done.ok) return refusalAnswer(done)
  revalidatePath('/desk/settings')
  return { ok: true, message: (await getTranslations('admin.settings'))('saved') }
}

/** The answer is the only place where the token ever stands. */
export async function addTokenAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageTokens')
  const done = await addMachineToken(actor, { name: formText(form, 'name'), scope: 'suppression' })
  if (!done.ok) return refusalAnswer(done)
  revalidatePath('/desk/settings')
  return { ok: true, message: (await getTranslations('suppression.tokens'))('made', { token: done.token }) }
}

export async function revokeTokenAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageTokens')
  const tokenId = formText(form, 'tokenId')
  if (!/^[0-9a-f-]{36}$/i.test(tokenId)) return refusalAnswer({ ok: false, reason: 'not-found' })
  const done = await revokeMachineToken(actor, { tokenId })
  if (!done.ok) return refusalAnswer(done)
  revalidatePath('/desk/settings')
  return { ok: true, message: (await getTranslations('suppression.tokens'))('revokedNow') }
}
