import type { DataMap } from '../domain/data-map/types'
import type { PersonKeys } from '../domain/findings'
import { vaultOf } from './load-case'
import type { RestrictionCase } from './load-restriction'
import { pinnedKeys } from './person-index'
import { provenIdentifiers } from './proven-identifiers'

/** What was searched or, before that, proven: for what is merely claimed nobody's records are frozen or marked. */
export function restrictedPerson(map: DataMap, { item: { request } }: RestrictionCase): PersonKeys {
  const pinned = pinnedKeys(request)
  if (pinned.identifiers.length + pinned.anchors.length > 0) return pinned
  return { identifiers: provenIdentifiers(vaultOf(request), request, map), anchors: [] }
}
