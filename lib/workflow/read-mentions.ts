// What others' texts say where they name the person: the row's key and the text, and nothing else of that row.
import { ConnectorUnavailable, type SystemMap, SystemRefused } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import type { PersonKeys } from '../domain/findings'
import { freeTextFields, mentionWords } from '../domain/mentions/mention-words'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { blockedLines } from './blocked-lines'
import { currentMap } from './current-map'
import { loadRequest } from './load-case'
import { openForReading } from './open-system'
import { pinnedKeys } from './person-index'
import type { PersonalData } from './read-personal-data'
import { recordReading } from './record-reading'
import { systemShare } from './system-share'

const MOST_ROWS = 50

type ReadMentions = { requestId: string; system: string; dataset: string; field: string }
type Found = { share: SystemMap; person: PersonKeys; dataset: string; field: string }

/** The reading is on record before the first value is read. */
export async function readMentions(actor: StaffActor, input: ReadMentions): Promise<Outcome<PersonalData>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.wrappedKey === null) return refuse('data-destroyed')
  if (!request.personKeysEnc) return refuse('not-searched')
  const { map } = await currentMap(db)
  const dataset = map.datasets.find(({ key, system }) => key === input.dataset && system === input.system)
  if (!dataset || !freeTextFields(dataset).includes(input.field)) return refuse('unknown-dataset')
  // Whose rows these are is not looked up: where any row of the dataset is blocked, none is shown here.
  if (await blockedLines({ dataset: dataset.key })) return refuse('blocked-by-law')
  const person = pinnedKeys(request)
  const body = { system: dataset.system, dataset: dataset.key, rows: MOST_ROWS, purpose: 'mentions' }
  await recordReading(actor, request.id, body)
  try {
    const share = systemShare(map, dataset.system)
    return { ok: true, ...(await textsOf({ share, person, dataset: dataset.key, field: input.field })) }
  } catch (error) {
    if (error instanceof ConnectorUnavailable || error instanceof SystemRefused) return refuse('system-unreachable')
    throw error
  }
}

async function textsOf({ share, person, dataset, field }: Found): Promise<PersonalData> {
  const connector = await openForReading(share.system)
  return connector.inSnapshot(async (reader) => {
    const words = mentionWords(person.identifiers, share.identifiers)
    const found = (await reader.mentions(share, person, [dataset], words)).find((one) => one.field === field)
    const keys = (found?.keys ?? []).slice(0, MOST_ROWS)
    const map = byKeyAlone(share, dataset)
    const table = (await reader.inspect()).tables.find(({ name }) => name === map.datasets[0]?.table)
    const named = Object.keys(map.datasets[0]?.fields ?? {})
    const fields = [...new Set([...(table?.primaryKey ?? []).filter((one) => named.includes(one)), field])]
    const nobody: PersonKeys = { identifiers: [], anchors: [{ dataset, keys }] }
    const rows = keys.length > 0 ? await Array.fromAsync(reader.read(map, nobody, dataset, fields)) : []
    return { fields, rows, more: (found?.count ?? 0) > keys.length }
  })
}

/** These rows and no others: no identifier, no link leads further. */
function byKeyAlone(share: SystemMap, key: string): SystemMap {
  const datasets = share.datasets.flatMap((dataset) => {
    const { identifiedBy: _by, links: _links, ...rest } = dataset
    return dataset.key === key ? [rest] : []
  })
  return { ...share, datasets }
}
