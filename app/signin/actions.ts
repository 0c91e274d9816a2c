'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import { signIn } from '@/lib/auth/sign-in'
import { deviceCookie, endStaffSession, startStaffSession } from '@/lib/auth/staff-session'
import { wayBack } from './way-back'

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export async function signInAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const forwardedFor = (await headers()).get('x-forwarded-for')
  const given = { email: text(form, 'email'), password: text(form, 'password') }
  const done = await signIn({ ...given, forwardedFor, deviceCookie: await deviceCookie() })
  if (!done.ok) return { ok: false, message: (await getTranslations('reasons'))(done.reason) }
  await startStaffSession(done)
  redirect(wayBack(text(form, 'callbackUrl')))
}

export async function signOutAction(): Promise<void> {
  await endStaffSession()
  redirect('/signin')
}
