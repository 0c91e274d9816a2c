import { type EmailAddress, parseEmail } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import type { MatchedRows } from '../domain/identity'
import { openSystem } from './open-system'
import { systemShare } from './system-share'

/**
 * Where exactly these rows can be written to. Links are left out on purpose: a contact of a firm, or whoever wrote a
 * ticket about an account, does not answer for it. @throws ConnectorUnavailable
 */
export async function addressesOnFile(map: DataMap, rows: readonly MatchedRows[]): Promise<EmailAddress[]> {
  const found = new Map<string, EmailAddress>()
  for (const { system, dataset: key, keys } of rows) {
    const share = systemShare(map, system)
    const datasets = share.datasets.filter((dataset) => dataset.key === key).map((one) => ({ ...one, links: [] }))
    const connector = await openSystem(system)
    const person = { identifiers: [], anchors: [{ dataset: key, keys: keys.map((parts) => [...parts]) }] }
    for (const { value } of await connector.contactPoints({ ...share, datasets }, person)) {
      const address = parseEmail(value)
      if (address.ok) found.set(address.value.normalised, address.value)
    }
  }
  return [...found.values()]
}
