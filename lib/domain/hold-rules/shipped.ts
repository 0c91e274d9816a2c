// The rules that come with the product, each in its newest version. Counsel confirms them for each entity before
// production; a desk may adapt them. A change of a rule here is a new version of it: plans name the one that they used.
import type { HoldRule } from '../hold-rule'
import { accountingRules } from './accounting-rules'
import { invoiceRules } from './invoice-rules'
import { otherRules } from './other-rules'

export const shippedRules: readonly HoldRule[] = [...invoiceRules, ...accountingRules, ...otherRules]
