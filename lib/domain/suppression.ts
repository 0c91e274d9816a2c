// Which addresses stay out of mailing lists and imports, and in which form they are compared: the one of the intake.
import { normaliseIdentifier } from './contact-address'

export const suppressionKinds = ['email', 'phone'] as const
export type SuppressionKind = (typeof suppressionKinds)[number]
export type Suppressed = { kind: SuppressionKind; normalised: string }

/** Opposition lists are kept this long (CNIL), counted from the last time that an address was added. */
export const SUPPRESSION_YEARS = 3
export const MOST_VALUES = 1000
export const LONGEST_VALUE = 320

/** What holds an at sign is an e-mail address, all else a phone number. Null where it is neither: it can match nobody. */
export function readAddress(text: string, country: string): Suppressed | null {
  if (text.length > LONGEST_VALUE) return null
  const kind = text.includes('@') ? 'email' : 'phone'
  const read = normaliseIdentifier(kind, text, country)
  return read.ok ? { kind, normalised: read.value } : null
}

/** Cells of one line of a list or table that could be an address; the others are names, dates and amounts. */
export function addressesIn(line: string): string[] {
  const cells = line.replace(/^\ufeff/, '').split(/[,;\t]/)
  return cells
    .map((cell) =>
      cell
        .trim()
        .replace(/^"+|"+$/g, '')
        .trim(),
    )
    .filter((cell) => cell.includes('@') || /^(\+|00)?[\d ().\u00a0/-]{7,25}$/.test(cell))
}
