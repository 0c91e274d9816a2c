'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { changeSetting } from '@/lib/workflow/change-setting'
import { formText, refusalAnswer } from '../refusal-answer'

async function change(actor: StaffActor, key: string, value: number | boolean): Promise<DeskAnswer> {
  const done = await changeSetting(actor, { key, value })
  if (!done.ok) return refusalAnswer(done)
  revalidatePath('/desk', 'layout')
  return { ok: true, message: (await getTranslations('admin.settings'))('saved') }
}

function range(key: string): { least: number; most: number; said: 'wholeDays' | 'wholeRows' } {
  if (key === 'unindexed-rows') return { least: 1_000, most: 1_000_000_000, said: 'wholeRows' }
  if (key === 'rows-at-once') return { least: 1, most: 1_000_000_000, said: 'wholeRows' }
  return { least: 1, most: key === 'backup-days' ? 3650 : 30, said: 'wholeDays' }
}

export async function changeDaysAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('changeSettings')
  const t = await getTranslations('admin.settings')
  const [days, before] = [formText(form, 'days').trim(), formText(form, 'before')]
  const { least, most, said } = range(formText(form, 'key'))
  if (!/^\d{1,10}$/.test(days) || Number(days) < least || Number(days) > most)
    return { ok: false, message: t(said, { least, most }) }
  if (days === before) return { ok: true, message: t('same') }
  return change(actor, formText(form, 'key'), Number(days))
}

/** Off lets one person alone delete: only with the sentence ticked, whatever the browser did. */
export async function changeTwoPeopleAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('changeSettings')
  const on = form.get('value') === 'on'
  if (!on && form.get(CONFIRMED) !== 'yes')
    return { ok: false, message: (await getTranslations('admin.disableUser'))('statementMissing') }
  return change(actor, 'two-people-for-erasure', on)
}
