import { countryCodes } from '@/lib/domain/data-map/country'

export type Country = { code: string; name: string }

/** By their names in the reader's language. Made on the server: browsers call some countries by other names. */
export function countriesIn(locale: string): Country[] {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' })
  const compare = new Intl.Collator(locale).compare
  return countryCodes()
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => compare(a.name, b.name))
}
