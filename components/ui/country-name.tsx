import { useLocaleTag } from './date-text'

/** A country as the reader's language calls it; an unknown code stays as it is. */
export function CountryName({ code }: { code: string }) {
  const names = new Intl.DisplayNames([useLocaleTag()], { type: 'region', fallback: 'code' })
  return <span title={code}>{/^[A-Z]{2}$/.test(code) ? names.of(code) : code}</span>
}
