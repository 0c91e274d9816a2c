/** Codes that Unicode knows and ISO 3166-1 does not assign to a country. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'UK', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !noCountries.has(code) && names.of(code) !== undefined
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** East Germany’s code still has a name; its country has another code by now. */
const isRetired = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`

/** Every country that there is today, by its code. */
export const countryCodes = (): string[] =>
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => isCountry(code) && !isRetired(code),
  )
