/** Codes that Unicode knows and ISO 3166-1 does not assign to a country. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'UK', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !noCountries.has(code) && names.of(code) !== undefined
}
