// “What becomes of this invoice?”: where one record stands in the plan, and until when it stays. Its values are not shown.
import { ConnectorUnavailable, type SystemReader, SystemRefused } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import type { MapDataset } from '../domain/data-map/types'
import type { PersonKeys } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import { untilOf } from '../domain/plan/explain-fields'
import { placesOf } from '../domain/plan/place-record'
import { planErasure } from '../domain/plan/plan-erasure'
import { tableOf } from '../domain/plan/system-blocks'
import type { ErasurePlan, PlanGroup } from '../domain/plan/types'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { currentMap } from './current-map'
import type { PlanMaterial } from './draw-plan'
import { loadItem } from './load-case'
import { openSystem } from './open-system'
import { pinnedKeys } from './person-index'
import { planMaterial } from './plan-material'
import { recordReading } from './record-reading'
import { systemShare } from './system-share'

export type FindRecord = { requestId: string; itemId: string; dataset: string; key: string }
/** `groups`: numbers of the plan's groups of the dataset, from 1; several where it cannot be told from outside. */
export type FoundRecord = { groups: number[]; until: string | null }

type Looked = { material: PlanMaterial; person: PersonKeys; dataset: MapDataset; primaryKey: string[]; key: string }

/** The reading is on record before the system is asked. */
export async function findRecord(actor: StaffActor, input: FindRecord): Promise<Outcome<FoundRecord>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]?.document as unknown as ErasurePlan | undefined
  if (!item || item.requestId !== input.requestId || plan?.right !== 'erasure') return refuse('not-found')
  const { request } = item
  if (!request.personKeysEnc) return refuse('not-searched')
  const seen = await currentMap(db)
  if (seen.version !== plan.mapVersion) return refuse('map-changed')
  const dataset = seen.map.datasets.find(({ key }) => key === input.dataset)
  const material = await planMaterial(db, request, seen, 'erasure')
  const table = dataset && tableOf(material.catalogues, dataset.system, dataset.table)
  if (!table) return refuse('unknown-dataset')
  const body = { system: dataset.system, dataset: dataset.key, rows: 1, purpose: 'review' }
  await recordReading(actor, request.id, body)
  const person = pinnedKeys(request)
  return look(plan, { material, person, dataset, primaryKey: table.primaryKey, key: input.key })
}

async function look(plan: ErasurePlan, looked: Looked): Promise<Outcome<FoundRecord>> {
  try {
    const connector = await openSystem(looked.dataset.system)
    return await connector.inSnapshot(async (reader) => {
      const keys = await keysLike(reader, looked)
      if (keys.length === 0) return refuse('record-unknown')
      if (keys.length > 1) return refuse('several-records')
      const alone = await groupAlone(reader, looked, keys[0] ?? [])
      const places = alone ? placesOf(plan, alone) : []
      if (!alone || places.length === 0) return refuse('record-changed')
      const until = untilOf(alone.keeps.filter(({ why }) => why === 'rule')).at(-1)?.date ?? null
      return { ok: true, groups: places.map((place) => place + 1), until }
    })
  } catch (error) {
    if (error instanceof ConnectorUnavailable || error instanceof SystemRefused) return refuse('system-unreachable')
    throw error
  }
}

/** Primary keys of the person's records whose key or number is the text; a number may be written in small letters. */
async function keysLike(reader: SystemReader, { material, person, dataset, primaryKey, key }: Looked) {
  const isNumber = (name: string) =>
    primaryKey.includes(name) ||
    dataset.fields[name]?.term === 'document-number' ||
    dataset.identifiedBy?.some(({ field }) => field === name)
  const asked = Object.keys(dataset.fields).filter(isNumber)
  // A key outside the map is never read.
  if (!primaryKey.every((name) => asked.includes(name))) return []
  const share = systemShare(material.map, dataset.system, material.rules)
  const wanted = key.trim().toLowerCase()
  const found: string[][] = []
  // To its end, as a reader's snapshot wants it.
  for await (const row of reader.read(share, person, dataset.key, asked)) {
    const own = primaryKey.map((name) => String(row[name]))
    const names = [own.join(' '), ...asked.map((name) => String(row[name] ?? ''))]
    if (found.length < 2 && names.some((name) => name.toLowerCase() === wanted)) found.push(own)
  }
  return found
}

/** The plan of nothing but this record. */
async function groupAlone(
  reader: SystemReader,
  { material, dataset }: Looked,
  key: string[],
): Promise<PlanGroup | null> {
  const share = systemShare(material.map, dataset.system, material.rules)
  const finding = await reader.discover(share, { identifiers: [], anchors: [{ dataset: dataset.key, keys: [key] }] })
  const { groups } = planErasure({ ...material, findings: [finding] }).systems[0] ?? { groups: [] }
  const [group, ...others] = groups.filter((one) => one.dataset === dataset.key)
  return group && others.length === 0 && group.rows === 1 ? group : null
}
