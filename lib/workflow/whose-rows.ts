// Whether the rows under the remembered keys are still the person's: numbers are given out again (after a restore, by a
// server that forgets its counter), and a row whose key is an address may be a new registration.
import type { SystemMap, SystemReader } from '../connectors/connector'
import { normaliseIdentifier } from '../domain/contact-address'
import { isReplaced } from '../domain/data-map/replaced-value'
import type { MapDataset } from '../domain/data-map/types'
import type { Identifier, PersonKeys } from '../domain/findings'
import { personIndex } from './person-index'

/** By what the person was proven: the kinds of identifiers, and their digests (person-index). */
export type KnownBy = { kinds: readonly string[]; index: readonly string[] }

/**
 * True where a row names somebody else by an identifier of a kind that was proven. Kinds that nobody proved tell nothing;
 * cleared fields and our own replacements name nobody.
 */
export async function namesSomebodyElse(
  reader: SystemReader,
  share: SystemMap,
  person: PersonKeys,
  known: KnownBy,
): Promise<boolean> {
  for (const dataset of share.datasets) {
    // A digest names nobody whom it could be compared with here.
    const by = (dataset.identifiedBy ?? []).filter(({ form }) => !form)
    if (!by.length || !person.anchors.some((anchor) => anchor.dataset === dataset.key)) continue
    const fields = [...new Set(by.map(({ field }) => field))]
    let foreign = false
    // To its end, as a reader's snapshot wants it.
    for await (const row of reader.read(share, person, dataset.key, fields))
      foreign ||= isForeign(share, dataset, row, known)
    if (foreign) return true
  }
  return false
}

/**
 * True where more of the rows under these very keys name nobody at all than were left: a record that was erased came back
 * as it was, with what the person was found by; one without it may be somebody else's under a number given again.
 */
export async function namesNobody(
  reader: SystemReader,
  share: SystemMap,
  person: PersonKeys,
  known: KnownBy,
  left: (dataset: string) => number,
): Promise<boolean> {
  for (const dataset of share.datasets) {
    const anchors = person.anchors.filter((anchor) => anchor.dataset === dataset.key)
    const fields = [...new Set((dataset.identifiedBy ?? []).map(({ field }) => field))]
    if (!fields.length || !anchors.length) continue
    let unnamed = 0
    for await (const row of reader.read(share, { identifiers: [], anchors }, dataset.key, fields))
      if (namedBy(share, dataset, row, known).length === 0) unnamed += 1
    if (unnamed > left(dataset.key)) return true
  }
  return false
}

function isForeign(share: SystemMap, dataset: MapDataset, row: Record<string, unknown>, known: KnownBy): boolean {
  const named = namedBy(share, dataset, row, known)
  return (
    named.length > 0 && !personIndex({ identifiers: named, anchors: [] }).some((index) => known.index.includes(index))
  )
}

function namedBy(share: SystemMap, dataset: MapDataset, row: Record<string, unknown>, known: KnownBy): Identifier[] {
  return (dataset.identifiedBy ?? []).flatMap(({ identifier, field, form }) => {
    const value = row[field]
    const kind = share.identifiers.find(({ key }) => key === identifier)
    if (
      form ||
      !kind ||
      !known.kinds.includes(identifier) ||
      value === null ||
      value === undefined ||
      isReplaced(dataset, field, String(value))
    )
      return []
    const normal = normaliseIdentifier(kind.normalise, String(value))
    return normal.ok ? [{ kind: identifier, value: normal.value }] : []
  })
}
