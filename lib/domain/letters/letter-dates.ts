import type { LetterLocale } from './letter'

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }
const full: Intl.DateTimeFormatOptions = { ...day, weekday: 'long' }
// Made once: a formatter costs more than everything else in a letter.
const formats = (options: Intl.DateTimeFormatOptions): Record<LetterLocale, Intl.DateTimeFormat> => ({
  en: new Intl.DateTimeFormat('en-GB', options),
  fr: new Intl.DateTimeFormat('fr-FR', options),
})
const fullFormats = formats(full)
const dayFormats = formats(day)
const midnight = (iso: string) => new Date(`${iso}T00:00:00Z`)

/** “Tuesday 22 December 2026”, “mardi 22 décembre 2026”. `iso` is a calendar date; it has no zone. */
export function dateInWords(iso: string, locale: LetterLocale): string {
  const words = fullFormats[locale].format(midnight(iso))
  // “1er” is the only ordinal that French dates use, and Intl writes “1”.
  return locale === 'fr' ? words.replace(/(^|\s)1(\s)/, '$11er$2') : words.replace(',', '')
}

/** “22 December 2026”. */
export function plainDateInWords(iso: string, locale: LetterLocale): string {
  const words = dayFormats[locale].format(midnight(iso))
  return locale === 'fr' ? words.replace(/^1\s/, '1er ') : words
}
