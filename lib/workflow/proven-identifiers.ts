// What was proven, and nothing else, is searched for: a claim that matched nobody on the day of the proof may stand for
// somebody else tomorrow, or in a system that is mapped later.
import type { DataMap } from '../domain/data-map/types'
import type { Identifier } from '../domain/findings'
import type { RequestVault } from '../platform/request-vault'

const PLACE = 'subject_request.proven_identifiers'

export const sealProven = (vault: RequestVault, identifiers: readonly Identifier[]): string =>
  vault.seal(PLACE, JSON.stringify(identifiers))

/** Kinds that the map no longer knows are dropped: nothing can be compared with them. */
export function provenIdentifiers(
  vault: RequestVault,
  request: { provenIdentifiersEnc: string | null },
  map: DataMap,
): Identifier[] {
  if (request.provenIdentifiersEnc === null) throw new Error('an identity is proven, and nothing says by what')
  const proven: Identifier[] = JSON.parse(vault.open(PLACE, request.provenIdentifiersEnc))
  return proven.filter(({ kind }) => map.identifiers.some(({ key }) => key === kind))
}
