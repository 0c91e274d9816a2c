// What the shipped rules of one kind have in common, and what differs from country to country.
import type { FieldTerm, Text } from '../data-map/types'
import type { HoldRule, StartTransform } from '../hold-rule'

export type LawEntry = {
  country: string
  version: number
  name: Text
  reference: string
  url: string
  start: StartTransform
  period: string
  regime: 'restricted' | 'blocked'
  /** What counsel should look at. */
  note: Text
}

/** Art. 226 VAT Directive, and the bank entry that supports the payment; e-mail, phone and notes are not among them. */
const documentNeeds: FieldTerm[] = [
  'legal-name',
  'postal-address',
  'tax-number',
  'document-number',
  'document-date',
  'document-status',
  'line',
  'amount',
  'payment-reference',
  'payment-account',
  'country',
  'currency',
]

export const SOURCE = 'Published text of the statute and practitioners’ commentary; to be confirmed by counsel'
export const REVIEWED = '2026-11-22'

export const lawRule = (
  kind: string,
  documentType: string,
  entry: LawEntry,
  more: Partial<HoldRule> = {},
): HoldRule => {
  const { country, version, name, reference, url, start, period, regime, note } = entry
  return {
    key: `${kind}-${country.toLowerCase()}`,
    version,
    name,
    jurisdiction: country,
    law: { reference, url },
    documentType,
    needs: documentNeeds,
    ...more,
    start,
    period,
    regime,
    after: 'erase',
    source: SOURCE,
    reviewedOn: REVIEWED,
    note,
  }
}

export const bothTexts = (a: Text, b: Text): Text => ({ en: `${a.en} ${b.en}`, fr: `${a.fr} ${b.fr}` })

export const lastEntry: Text = {
  en: 'The law counts from the last entry in the books; the close of the financial year is taken for it.',
  fr: 'La loi compte à partir de la dernière écriture ; la clôture de l’exercice en tient lieu.',
}

/** Spain: what is erased elsewhere is blocked there, not even viewed, until the liabilities have lapsed. */
export const spanishBlocking: Text = {
  en: 'LOPDGDD, art. 32: while held, nobody views it but courts and authorities. Loss checks may need ten years (LGT, art. 66 bis).',
  fr: 'LOPDGDD, art. 32 : tant qu’elle est conservée, seuls les tribunaux et les autorités la consultent. Le contrôle des déficits peut demander dix ans (LGT, art. 66 bis).',
}
