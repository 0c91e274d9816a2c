// What a column probably means, from its name alone: a first guess for a person to correct.
import type { CatalogueColumn } from '../catalogue'
import type { FieldCategory, FieldTerm } from './types'

type Meaning = { category: FieldCategory; term?: FieldTerm }

/** First match wins: the more special words stand first. */
const meanings: [RegExp, FieldCategory, FieldTerm?][] = [
  [/e[-_ ]?mail|courriel/, 'contact'],
  [/phone|mobile|fax|^tel|telefon/, 'contact'],
  [/iban|bic|account_(no|number)|card|balance|salary/, 'financial', 'payment-account'],
  [/(vat|tax)[-_ ]?(no|nr|num|id|code)|siren|siret|^nif$|p_?iva/, 'identity', 'tax-number'],
  [/street|address|adresse|postal|post_?code|zip|city|town|state|province/, 'address', 'postal-address'],
  [/country|pays/, 'address', 'country'],
  [/^ip$|ip_?addr|_ip$|cookie|device|user[-_ ]?agent|session|fingerprint/, 'technical'],
  [/health|religio|ethnic|union|biometr|criminal/, 'special'],
  [/birth|gender|sex$|nationality|passport|ssn|job_?title|^title$|photo/, 'identity'],
  [
    /(first|last|full|family|given|sur|maiden|user|buyer|supplier|holder|company|contact)[-_ ]?name|^name$|^nom$|prenom|^company$/,
    'identity',
    'legal-name',
  ],
  [/note|remark|comment|description|message|body|subject|text|reason|motivation/, 'free-text'],
  [/consent|newsletter|language|locale|opt_?in|opt_?out|preference/, 'preference'],
  [/currency|devise/, 'invoicing', 'currency'],
  [/total|amount|price|net|gross|vat|tax/, 'invoicing', 'amount'],
  [/quantity|qty/, 'invoicing', 'line'],
  [/(invoice|document)?[-_ ]?(number|no|num)$/, 'reference', 'document-number'],
  [/(invoice|issue|document|posting)[-_ ]?(date|on|at)|issued/, 'reference', 'document-date'],
  [/status|state$/, 'reference', 'document-status'],
  [/seen|visit|click|login|score|last_|_at$/, 'behaviour'],
  [/id$|^id|code$|kind$|type$|key$|ref/, 'reference'],
]

/** Keys are references whatever they are called, unless they are an address themselves. */
export function meaningOf(column: CatalogueColumn, isKey: boolean): Meaning {
  const name = column.name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  const found = meanings.find(([pattern]) => pattern.test(name))
  if (isKey && found?.[1] !== 'contact') return { category: 'reference' }
  if (!found) return { category: /^(inet|cidr)$/.test(column.type) ? 'technical' : 'free-text' }
  const [, category, term] = found
  return term ? { category, term } : { category }
}

export const holdsEmail = (name: string) => /e[-_ ]?mail|courriel/i.test(name)
