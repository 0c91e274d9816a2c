import type { StaffActor } from '../domain/actor'
import type { Catalogue } from '../domain/catalogue'
import type { DataMap } from '../domain/data-map/types'
import type { ColumnsSeen } from '../domain/plan/explain-fields'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'

/** What each dataset's table has beside the fields of the map, from the last inspection; no system is asked. */
export async function columnsSeen(actor: StaffActor, map: DataMap): Promise<ColumnsSeen> {
  if (!may(actor, 'see')) return {}
  const rows = await db.connectedSystem.findMany({ select: { key: true, catalogue: true } })
  const catalogues = new Map(rows.map(({ key, catalogue }) => [key, catalogue as unknown as Catalogue | null]))
  return Object.fromEntries(
    map.datasets.map(({ key, system, table }) => {
      const seen = catalogues.get(system)?.tables.find(({ name }) => name === table)
      return [key, seen?.columns.map(({ name }) => name) ?? []]
    }),
  )
}
