import { canonicalJson } from '../evidence/canonical-json'
import { sha256 } from '../evidence/sha256'
import type { PlanDocument } from './plan-document'

/** What people sign: SHA-256 of the plan's canonical JSON, in hexadecimal. The same plan has the same hash for ever. */
export function planHash(plan: PlanDocument): string {
  return sha256(canonicalJson(plan))
}
