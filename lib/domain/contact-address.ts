import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { IdentifierNormaliser } from './data-map/types'

export type EmailAddress = {
  /** To write to: as typed (NFC), domain in ASCII. Exactly one recipient, whatever the mailer does with it. */
  address: string
  /** To compare and to index: also in lower case. A plus-address stays its own mailbox. */
  normalised: string
}
export type EmailRefusal =
  | 'empty'
  | 'malformed-text'
  | 'control-character'
  | 'too-long'
  | 'several-recipients'
  | 'name-or-group'
  | 'quoted'
  | 'not-an-address'
type Parsed<T, R> = { ok: true; value: T } | { ok: false; reason: R }

// RFC 5321: 254 octets for a path, 64 for the local part.
const LONGEST = 254
const LONGEST_LOCAL = 64
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN = /^[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)+$/u
const ASCII_DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * One mailbox and nothing else. `a@b\r\nBcc: e@evil` once became a mail to `e@evil` alone, so the grammar is narrower
 * than RFC 5322: no names, groups, comments, quotes, lists or address literals.
 */
export function parseEmail(text: string): Parsed<EmailAddress, EmailRefusal> {
  const reason = refusalOf(text)
  if (reason) return { ok: false, reason }
  const whole = text.trim().normalize('NFC')
  const at = whole.lastIndexOf('@')
  const local = whole.slice(0, at)
  const domain = at < 1 ? null : asciiDomain(whole.slice(at + 1))
  if (!domain || !LOCAL.test(local)) return { ok: false, reason: 'not-an-address' }
  const address = `${local}@${domain}`
  const normalised = `${local.toLowerCase().normalize('NFC')}@${domain}`
  if (octets(local) > LONGEST_LOCAL || octets(address) > LONGEST || octets(normalised) > LONGEST)
    return { ok: false, reason: 'too-long' }
  return { ok: true, value: { address, normalised } }
}

/** Reasons that deserve their own sentence; everything else is `not-an-address`. */
function refusalOf(text: string): EmailRefusal | null {
  if (text.length > LONGEST * 4) return 'too-long'
  if (!text.isWellFormed()) return 'malformed-text'
  // Before trimming, which would drop a CR LF at the end. Cf: zero-width and bidirectional marks hide characters.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return 'control-character'
  const trimmed = text.trim()
  if (trimmed === '') return 'empty'
  if (trimmed.includes('"') || trimmed.includes('\\')) return 'quoted'
  if (/[<>():;[\]]/.test(trimmed)) return 'name-or-group'
  if (trimmed.includes(',') || trimmed.split('@').length > 2) return 'several-recipients'
  return trimmed.length > LONGEST ? 'too-long' : null
}

/** Null for an address literal, a single label or a name that DNS cannot hold. */
function asciiDomain(domain: string): string | null {
  if (!DOMAIN.test(domain)) return null
  try {
    const host = new URL(`http://${domain}`).hostname
    return host.length <= 253 && ASCII_DOMAIN.test(host) ? host : null
  } catch {
    return null
  }
}

/** `c…@example.org`: enough for its owner to know it, too little for anybody else to write to it. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@')
  const [first = ''] = address.slice(0, at)
  return `${first}…${address.slice(at)}`
}

const octets = (text: string) => new TextEncoder().encode(text).length

export type PhoneRefusal = 'empty' | 'not-a-number' | 'unknown-country'

/** E.164 (`+33612345678`). Numbers without `+` are read as of the default country. */
export function normalisePhone(text: string, defaultCountry: string): Parsed<string, PhoneRefusal> {
  if (!isSupportedCountry(defaultCountry)) return { ok: false, reason: 'unknown-country' }
  const trimmed = text.slice(0, 100).trim()
  if (trimmed === '') return { ok: false, reason: 'empty' }
  const country: CountryCode = defaultCountry
  // extract: false, or a number hidden in a sentence would be taken for the person's.
  const number = parsePhoneNumberFromString(trimmed, { defaultCountry: country, extract: false })
  if (!number?.isPossible() || text.length > 100) return { ok: false, reason: 'not-a-number' }
  return { ok: true, value: number.number }
}

export type IdentifierRefusal = EmailRefusal | PhoneRefusal

const LONGEST_IDENTIFIER = 200

/** A claimed identifier in the form in which the data map compares it: the same text means the same person. */
export function normaliseIdentifier(
  kind: IdentifierNormaliser,
  text: string,
  defaultCountry = 'FR',
): Parsed<string, IdentifierRefusal> {
  if (kind === 'email') {
    const email = parseEmail(text)
    return email.ok ? { ok: true, value: email.value.normalised } : email
  }
  if (kind === 'phone') return normalisePhone(text, defaultCountry)
  if (text.length > LONGEST_IDENTIFIER) return { ok: false, reason: 'too-long' }
  if (!text.isWellFormed()) return { ok: false, reason: 'malformed-text' }
  if (/\p{Cc}/u.test(text)) return { ok: false, reason: 'control-character' }
  const exact = text.trim().normalize('NFC')
  if (exact === '') return { ok: false, reason: 'empty' }
  return { ok: true, value: kind === 'upper' ? exact.toUpperCase().normalize('NFC') : exact }
}
