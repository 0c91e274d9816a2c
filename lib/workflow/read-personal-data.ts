import { ConnectorUnavailable } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import type { MapDataset } from '../domain/data-map/types'
import { type Outcome, refuse } from '../domain/outcome'
import { blockedDatasets } from '../domain/plan/blocked-by-law'
import type { ErasurePlan } from '../domain/plan/types'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { blockedLines } from './blocked-lines'
import { currentMap } from './current-map'
import { loadRequest } from './load-case'
import { openForReading } from './open-system'
import { pinnedKeys } from './person-index'
import { recordReading } from './record-reading'
import { systemShare } from './system-share'

const MOST_ROWS = 50

export type ReadPersonalData = { requestId: string; system: string; dataset: string }
export type PersonalData = { fields: string[]; rows: Record<string, unknown>[]; more: boolean }

/** The reading is on record before the first value is read: if the record cannot be written, nothing is served. */
export async function readPersonalData(actor: StaffActor, input: ReadPersonalData): Promise<Outcome<PersonalData>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (!request.personKeysEnc) return refuse('not-searched')
  const { map } = await currentMap(db)
  const dataset = map.datasets.find(({ key, system }) => key === input.dataset && system === input.system)
  if (!dataset) return refuse('unknown-dataset')
  if (await isBlocked(request, dataset.key)) return refuse('blocked-by-law')
  const person = pinnedKeys(request)
  // `rows` is the most that is served: the true number is not known before reading, and reading comes after.
  const body = { system: dataset.system, dataset: dataset.key, rows: MOST_ROWS, purpose: 'review' }
  await recordReading(actor, request.id, body)
  try {
    const connector = await openForReading(dataset.system)
    const fields = readable(dataset)
    return await firstRows(connector.read(systemShare(map, dataset.system), person, dataset.key, fields), fields)
  } catch (error) {
    if (error instanceof ConnectorUnavailable) return refuse('system-unreachable')
    throw error
  }
}

/**
 * From the approval of an erasure on, whose rule says so: then not even the values of one row among others are shown. The
 * rows are blocked, not the request: another one of the same person does not open them.
 */
export async function isBlocked({ id, personIndex }: { id: string; personIndex: string[] }, dataset: string) {
  const samePerson = { OR: [{ id }, { personIndex: { hasSome: personIndex } }] }
  const plans = await db.plan.findMany({
    where: { status: 'approved', item: { right: 'erasure', request: samePerson } },
    select: { document: true },
  })
  if (plans.some(({ document }) => blockedDatasets(document as unknown as ErasurePlan).has(dataset))) return true
  // The request that was answered may have been forgotten long before the hold ends.
  return blockedLines({ dataset, memory: { identifierIndexes: { hasSome: personIndex } } })
}

/** Secrets such as password hashes are nobody's to read. */
const readable = (dataset: MapDataset): string[] =>
  Object.entries(dataset.fields)
    .filter(([, field]) => !field.withheld)
    .map(([name]) => name)

async function firstRows(
  source: AsyncIterable<Record<string, unknown>>,
  fields: string[],
): Promise<Outcome<PersonalData>> {
  const rows: Record<string, unknown>[] = []
  for await (const row of source) {
    if (rows.length === MOST_ROWS) return { ok: true, fields, rows, more: true }
    rows.push(row)
  }
  return { ok: true, fields, rows, more: false }
}
