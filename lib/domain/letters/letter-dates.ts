import type { LetterLocale } from './letter'

const tags: Record<LetterLocale, string> = { en: 'en-GB', fr: 'fr-FR' }

/** “Tuesday 22 December 2026”, “mardi 22 décembre 2026”. `iso` is a calendar date; it has no zone. */
export function dateInWords(iso: string, locale: LetterLocale): string {
  const words = new Intl.DateTimeFormat(tags[locale], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${iso}T00:00:00Z`))
  // “1er” is the only ordinal that French dates use, and Intl writes “1”.
  return locale === 'fr' ? words.replace(/(^|\s)1(\s)/, '$11er$2') : words.replace(',', '')
}

/** “22 December 2026”. */
export function plainDateInWords(iso: string, locale: LetterLocale): string {
  const words = new Intl.DateTimeFormat(tags[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${iso}T00:00:00Z`))
  return locale === 'fr' ? words.replace(/^1\s/, '1er ') : words
}
