'use server'

import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE } from './locale'
import { isTheme, THEME_COOKIE } from './theme'

const YEAR = 31_536_000

/** Remembers the language or the appearance chosen, as the name of the button pressed says; anything else is ignored. */
export async function setPreference(form: FormData): Promise<void> {
  const jar = await cookies()
  const secure = process.env.PUBLIC_URL?.startsWith('https:') ?? false
  const options = { path: '/', maxAge: YEAR, sameSite: 'lax', httpOnly: true, secure } as const
  const locale = form.get(LOCALE_COOKIE)
  if (isLocale(locale)) jar.set(LOCALE_COOKIE, locale, options)
  const theme = form.get(THEME_COOKIE)
  if (isTheme(theme)) jar.set(THEME_COOKIE, theme, options)
}
