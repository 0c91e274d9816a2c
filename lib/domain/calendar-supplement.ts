/**
 * Holidays that the calendar library does not know: one-off days proclaimed by a government.
 * Calendars are data: add a dated row with its source, and raise the supplement's version with it.
 */
export type SupplementRow = { calendar: string; date: string; en: string; fr: string; source: string }

export const SUPPLEMENT_VERSION = '2026-11'

export const SUPPLEMENT: readonly SupplementRow[] = [
  {
    calendar: 'GB-SCT',
    date: '2026-06-15',
    en: 'World Cup bank holiday',
    fr: 'Jour férié de la Coupe du monde',
    source: 'Royal Proclamation for Scotland, 15 June 2026',
  },
]
