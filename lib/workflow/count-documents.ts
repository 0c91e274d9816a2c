// What a rule does to the office's own documents is told by their years: counts from the company's system, no values.
import { ConnectorUnavailable, SystemRefused } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import type { DocumentYear } from '../domain/hold-rules/kept-years'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { currentMap } from './current-map'
import { openSystem } from './open-system'
import { systemShare } from './system-share'

export async function countDocuments(
  actor: StaffActor,
  input: { dataset: string },
): Promise<Outcome<{ years: DocumentYear[] }>> {
  if (!may(actor, 'see')) return refuse('not-permitted')
  const { map } = await currentMap(db)
  const dataset = map.datasets.find(({ key }) => key === input.dataset)
  if (!dataset?.document || 'partOf' in dataset.document) return refuse('unknown-dataset')
  try {
    const connector = await openSystem(dataset.system)
    return { ok: true, years: await connector.documentYears(systemShare(map, dataset.system), dataset.key) }
  } catch (error) {
    if (error instanceof ConnectorUnavailable || error instanceof SystemRefused) return refuse('system-unreachable')
    throw error
  }
}
