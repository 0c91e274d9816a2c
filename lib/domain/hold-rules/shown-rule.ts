import type { HoldRule } from '../hold-rule'

/** A version of a rule as the desk shows it: who wrote it and why, and what became of it. */
export type ShownRule = {
  rule: HoldRule
  state: 'in-force' | 'coming' | 'replaced' | 'retired' | 'cancelled'
  effectiveAt: string
  retiredAt: string | null
  cancelledAt: string | null
  by: string | null
  /** Null without one, or for whom it is not. */
  reason: string | null
  retiredBy: string | null
  retireReason: string | null
  cancelledBy: string | null
}
