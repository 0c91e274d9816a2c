// A first password to be handed over by voice or on paper: no letters that look alike, in groups one can read out.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 5
const GROUP = 4

/** How many random bytes `firstPassword` takes at least: some are thrown away, so that every letter is as likely. */
export const FIRST_PASSWORD_BYTES = 128

/** 20 letters of 31: 99 bits. */
export function firstPassword(random: Uint8Array): string {
  const fair = Math.floor(256 / LETTERS.length) * LETTERS.length
  const letters = [...random].filter((byte) => byte < fair).map((byte) => LETTERS[byte % LETTERS.length])
  if (letters.length < GROUPS * GROUP) throw new RangeError('too few random bytes for a password')
  return Array.from({ length: GROUPS }, (_, group) => letters.slice(group * GROUP, (group + 1) * GROUP).join('')).join(
    '-',
  )
}
