// A value as it stands in a company's column, in the form in which identifiers are compared; or nothing to follow.
import { normaliseIdentifier } from '../contact-address'
import type { IdentifierNormaliser } from '../data-map/types'

/**
 * Null for what names nobody. A number without its country is somebody in France and somebody else in Italy: it is not
 * completed by a guess.
 */
export function readLead(how: IdentifierNormaliser, text: string): string | null {
  if (how === 'phone' && !/^[^0-9+]*(\+|00)/.test(text)) return null
  const read = normaliseIdentifier(how, how === 'phone' ? text.replace(/^[^0-9+]*00/, '+') : text)
  return read.ok ? read.value : null
}
