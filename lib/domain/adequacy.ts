// Where data may go (Art. 44–46 GDPR): the European Economic Area, countries that the Commission found adequate, and the
// others. A dated table: what the Commission decides later is a new row here, and counsel reads it again with each.

export const adequacies = ['eea', 'adequate', 'adequate-with-conditions', 'other'] as const
export type Adequacy = (typeof adequacies)[number]

/** On which day this table was last compared with the Commission's decisions. */
export const ADEQUACY_READ_ON = '2026-11-22'

const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
const eea = [...union, 'IS', 'LI', 'NO']

/**
 * `condition`: what the decision covers, where it is not everybody. `dpf`: organisations listed under the Data Privacy
 * Framework alone. `until`: the last day of a decision that ends.
 */
export type AdequacyDecision = {
  country: string
  decision: string
  from: string
  until?: string
  condition?: 'dpf' | 'commercial' | 'scope'
}

export const adequacyDecisions: readonly AdequacyDecision[] = [
  { country: 'AD', decision: '2010/625/EU', from: '2010-10-19' },
  { country: 'AR', decision: '2003/490/EC', from: '2003-06-30' },
  { country: 'BR', decision: '(EU) 2026/179', from: '2026-01-26' },
  // Organisations under PIPEDA: commercial ones.
  { country: 'CA', decision: '2002/2/EC', from: '2001-12-20', condition: 'commercial' },
  { country: 'CH', decision: '2000/518/EC', from: '2000-07-26' },
  { country: 'FO', decision: '2010/146/EU', from: '2010-03-05' },
  { country: 'GB', decision: '(EU) 2021/1772', from: '2021-06-28', until: '2031-12-27' },
  { country: 'GG', decision: '2003/821/EC', from: '2003-11-21' },
  // Data that is processed by automated means, within Israel’s own law.
  { country: 'IL', decision: '2011/61/EU', from: '2011-01-31', condition: 'scope' },
  { country: 'IM', decision: '2004/411/EC', from: '2004-04-28' },
  { country: 'JE', decision: '2008/393/EC', from: '2008-05-08' },
  // Under the Act on the Protection of Personal Information with its supplementary rules.
  { country: 'JP', decision: '(EU) 2019/419', from: '2019-01-23', condition: 'scope' },
  { country: 'KR', decision: '(EU) 2022/254', from: '2021-12-17', condition: 'scope' },
  { country: 'NZ', decision: '2013/65/EU', from: '2012-12-19' },
  { country: 'US', decision: '(EU) 2023/1795', from: '2023-07-10', condition: 'dpf' },
  { country: 'UY', decision: '2012/484/EU', from: '2012-08-21' },
]

/** `listedOn`: the day on which the receiver was seen in the list of the Data Privacy Framework; ISO dates. */
export type Destination = { country: string; on: string; listedOn?: string | null }

/** An unknown code is `other`: nothing leaves for a place that nobody can name. */
export function adequacyOf({ country, on, listedOn }: Destination): Adequacy {
  if (eea.includes(country)) return 'eea'
  const decision = decisionFor(country, on)
  if (!decision) return 'other'
  if (decision.condition === 'dpf') return listedOn && listedOn <= on ? 'adequate-with-conditions' : 'other'
  return decision.condition ? 'adequate-with-conditions' : 'adequate'
}

export const decisionFor = (country: string, on: string): AdequacyDecision | null =>
  adequacyDecisions.find((one) => one.country === country && one.from <= on && (!one.until || on <= one.until)) ?? null

/** Outside the Area nothing leaves without the recorded acceptance of the controller of that data, adequate or not. */
export const needsAcceptance = (adequacy: Adequacy): boolean => adequacy !== 'eea'
