// From the text in the search field to what may stand in an address: digests under the index keys, never the text.
import type { StaffActor } from '../domain/actor'
import { parseEmail } from '../domain/contact-address'
import { identifierTerm, nameTerms } from '../domain/request/search-terms'
import { may } from '../domain/request/status'
import { now } from '../platform/clock'
import { blindIndexCandidates } from '../platform/keys'
import type { InboxQuery } from './desk-inbox-query'

type SearchPart = Pick<InboxQuery, 'ref' | 'mail' | 'word' | 'number' | 'none'>

/** An auditor, who may not see names, cannot ask whether a name is here either: references only. */
export function searchPart(actor: StaffActor, typed: string): SearchPart {
  const text = typed.trim().slice(0, 200)
  if (text === '') return {}
  const ref = referenceOf(text)
  if (!may(actor, 'readPersonalData')) return ref ? { ref } : { none: '1' }
  if (ref)
    return /^hb/i.test(text) ? { ref } : { ref, number: blindIndexCandidates('identifier', identifierTerm(text)) }
  const email = text.includes('@') ? parseEmail(text) : null
  if (email?.ok) return { mail: blindIndexCandidates('email', email.value.normalised) }
  const words = nameTerms(text).map((word) => blindIndexCandidates('name', word))
  const number = identifierTerm(text)
  if (words.length === 0 && number === '') return { none: '1' }
  return {
    ...(words.length > 0 ? { word: words } : {}),
    ...(number ? { number: blindIndexCandidates('identifier', number) } : {}),
  }
}

/** “hb-2026-0042”, “2026-0042” and, as people say it on the phone, “4217”: this year's. */
function referenceOf(text: string): string | null {
  const [, year, digits] = /^(?:hb[\s-]*)?(\d{4})[\s-]+(\d{0,9})$/i.exec(text) ?? []
  if (year !== undefined) return `HB-${year}-${digits}`
  const [, prefixed, short] = /^(hb[\s-]*)?(\d{1,6})$/i.exec(text) ?? []
  if (prefixed && short?.length === 4) return `HB-${short}-`
  return short ? `HB-${now().toZonedDateTimeISO('UTC').year}-${short.padStart(6, '0')}` : null
}
