import type { DataMap } from '../domain/data-map/types'
import { datasetLabel } from '../domain/letters/answer-lines'
import { fieldDatum } from '../domain/letters/correction-lines'
import type { RectificationPlan } from '../domain/plan/rectification-plan'
import type { NoticeLine } from '../domain/recipients/notice'
import { db } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import { presentValue, wantedValue } from './correction-facts'

/** What stood where and what stands there now, for whoever has a copy to put right: one line a field and old value. */
export async function correctedValues(
  vault: RequestVault,
  done: RectificationPlan[],
  map: DataMap,
): Promise<NoticeLine[]> {
  const corrections = done.flatMap(({ systems }) => systems.flatMap((system) => system.corrections))
  const ids = corrections.map(({ place }) => place)
  const places = await db.correctionPlace.findMany({
    where: { id: { in: ids } },
    include: { wish: true },
    orderBy: { id: 'asc' },
  })
  const lines = places.map((place) => ({
    ...{ dataset: place.dataset, label: datasetLabel(map, place.dataset) },
    field: fieldDatum(map, place.dataset, place.field),
    before: presentValue(vault, place),
    after: wantedValue(vault, place.wish),
  }))
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()]
}
