/** What places and rules are called, by their keys. */
export type RetentionLabels = {
  datasets: Record<string, string>
  systems: Record<string, string>
  rules: Record<string, string>
}

export const MATTER = 'matter:'

/** ISO `2034-12` or `2034` as people say it. */
export function spokenPeriod(period: string, locale: string): string {
  if (/^\d{4}$/.test(period)) return period
  const month: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale, month).format(new Date(`${period}-01T00:00:00Z`))
}
