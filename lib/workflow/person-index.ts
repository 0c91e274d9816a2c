// By what two requests, or a request and a matter, are seen to speak of one person: keyed digests of what was proven
// about it and of the primary keys of its records. Whoever shares one of them is treated as the same: the safe side.
import type { PersonKeys } from '../domain/findings'
import { blindIndexCandidates } from '../platform/keys'
import { vaultOf } from './load-case'

/** Under every index key in use, so that a rotation of keys parts nobody. */
export function personIndex({ identifiers, anchors }: PersonKeys): string[] {
  const labels = [
    ...identifiers.map(({ kind, value }) => JSON.stringify(['identifier', kind, value])),
    ...anchors.flatMap(({ dataset, keys }) => keys.map((key) => JSON.stringify(['row', dataset, key]))),
  ]
  return [...new Set(labels)].flatMap((label) => blindIndexCandidates('person', label))
}

const nothingPinned: PersonKeys = { identifiers: [], anchors: [] }

/** What the newest search resolved the person to. */
export const pinnedKeys = (request: {
  id: string
  wrappedKey: string | null
  personKeysEnc: string | null
}): PersonKeys =>
  request.personKeysEnc
    ? JSON.parse(vaultOf(request).open('subject_request.person_keys', request.personKeysEnc))
    : nothingPinned
