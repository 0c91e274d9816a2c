// Where the data map says how a system marks a restricted row, it is marked, and freed when the restriction was lifted;
// for the rest a colleague is asked. A row that is marked otherwise already keeps its mark. Asked again daily (end-holds):
// rows that came since, and systems that were away longer than the queue asks.
import { catalogueHash } from '../connectors/catalogue-hash'
import type { Connector, Correction, CorrectionOrder, SystemMap } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import { databasesOf } from '../domain/data-map/system-kinds'
import type { DataMap, MapDataset } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { PersonKeys } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { activeMatters } from './active-matters'
import { commit } from './commit-item'
import { currentMap } from './current-map'
import { loadRestriction, type RestrictionCase } from './load-restriction'
import { askForRecords } from './matter-people'
import { openByHand } from './open-by-hand'
import { openSystem } from './open-system'
import { personIndex } from './person-index'
import { restrictedPerson } from './restricted-person'
import { systemShare } from './system-share'

/** Thrown so that the queue tries again: a system was away, or did not answer to the end. */
export class MarkWaits extends Error {}

/** Done twice, it finds nothing left to mark. @throws MarkWaits, ConnectorUnavailable */
export async function markRestriction(actor: WorkerActor, input: { restrictionId: string }): Promise<Outcome> {
  const found = await loadRestriction(input.restrictionId)
  if (!found) return refuse('not-found')
  if (!['active', 'lift-announced', 'lifted'].includes(found.status)) return refuse('wrong-status')
  if (found.item.request.wrappedKey === null) return refuse('data-destroyed')
  const { map } = await currentMap(db)
  const person = await personOf(map, found)
  const lifted = found.status === 'lifted'
  // The last one that is lifted frees the records.
  if (lifted && (await isRestricted(person))) return { ok: true }
  let left = map.datasets.some(({ role, restriction }) => role === 'controller' && !restriction)
  for (const { key } of databasesOf(map)) {
    const marked = await markIn(systemShare(map, key), person, { id: found.id, lifted })
    if (marked === 'refused') left = true
    else if (marked > 0) await sayMarked(actor, found, key, marked)
  }
  if (left) await askColleague(actor, found, lifted ? 'lift' : 'restrict')
  return { ok: true }
}

async function personOf(map: DataMap, found: RestrictionCase): Promise<PersonKeys> {
  const person = restrictedPerson(map, found)
  return person.anchors.length > 0 ? person : (await askForRecords(map, person)).keys
}

/** By another request of theirs. */
const isRestricted = async (person: PersonKeys): Promise<boolean> =>
  (await activeMatters(db, () => personIndex(person))).some(({ kind }) => kind === 'restriction')

/** @returns how many rows were written. */
async function markIn(
  share: SystemMap,
  person: PersonKeys,
  { id, lifted }: { id: string; lifted: boolean },
): Promise<number | 'refused'> {
  const datasets = share.datasets.filter(({ role, restriction }) => role === 'controller' && restriction)
  if (datasets.length === 0) return 0
  const connector = await openSystem(share.system)
  const found = await Promise.all(datasets.map((dataset) => due(connector, share, person, { dataset, lifted })))
  const corrections = found.flat()
  if (corrections.length === 0) return 0
  const structure = catalogueHash(
    await connector.inspect(),
    share.datasets.map(({ table }) => table),
  )
  const order: CorrectionOrder = { stepId: id, map: share, catalogueHash: structure, person, corrections }
  const result = await connector.correct(order, async () => {})
  if (result.status === 'refused' && result.problem !== 'rows-changed') return 'refused'
  if (result.status !== 'applied') throw new MarkWaits(result.status)
  if (!(await connector.verifyCorrection(order)).complete) throw new MarkWaits('unseen')
  return corrections.reduce((sum, { rows }) => sum + rows, 0)
}

async function due(
  connector: Connector,
  share: SystemMap,
  person: PersonKeys,
  { dataset, lifted }: { dataset: MapDataset; lifted: boolean },
): Promise<Correction[]> {
  const { restriction } = dataset
  if (!restriction) return []
  const { field, restricted, free } = restriction
  const [before, after] = lifted ? [restricted, free] : [free, restricted]
  const { rows } = await connector.distinct(share, person, dataset.key, [field], 100)
  const where = { heldBy: [], notHeldBy: [], referenced: null }
  return rows
    .filter(({ values }) => (values[0] ?? null) === before)
    .map(({ count }) => ({ place: dataset.key, dataset: dataset.key, field, before, after, rows: count, where }))
}

async function sayMarked(actor: WorkerActor, found: RestrictionCase, system: string, rows: number): Promise<void> {
  const body = { itemId: found.itemId, restrictionId: found.id, system, rows, lifted: found.status === 'lifted' }
  await commit(actor, found.requestId, async (_tx, say) => {
    say(evidence('restriction.marked', body))
    return {}
  })
}

/** Once a restriction; a mark that nobody set is not taken away. */
async function askColleague(actor: WorkerActor, found: RestrictionCase, kind: 'restrict' | 'lift'): Promise<void> {
  const { itemId, beganAt, liftedAt } = found
  await commit(actor, found.requestId, async (tx, say) => {
    const since = { createdAt: { gte: beganAt ?? new Date(0) } }
    const asked = await tx.manualTask.findMany({ where: { itemId, kind: { in: ['restrict', 'lift'] }, ...since } })
    const set = asked.some((task) => task.kind === 'restrict' && task.status === 'done')
    const again = asked.some((task) => task.kind === kind && (kind === 'restrict' || task.createdAt >= (liftedAt ?? 0)))
    if (again || (kind === 'lift' && !set)) return {}
    await openByHand(tx, say, { id: itemId, right: 'rectification' }, kind)
    return {}
  })
}
