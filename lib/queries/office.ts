// What the desk's screens need to know of the office before they show anything.
import type { DataMap } from '../domain/data-map/types'
import { today } from '../platform/clock'
import { db } from '../platform/db/client'

/** The day it is for the office: in the time zone of the map's default controller, whose clock requests get. */
export async function officeToday(): Promise<{ timeZone: string; today: Temporal.PlainDate }> {
  // Only the zone: the document itself is large.
  const [row] = await db.$queryRaw<{ zone: string }[]>`
    SELECT controller ->> 'timeZone' AS zone
      FROM (SELECT document FROM data_map_version ORDER BY version DESC LIMIT 1) AS newest,
           jsonb_array_elements((document -> 'controllers')::jsonb) AS controller
     WHERE controller ->> 'key' = document -> 'organisation' ->> 'defaultController'`
  const timeZone = row?.zone ?? 'UTC'
  return { timeZone, today: today(timeZone) }
}

/** The newest data map, or null before the first import. */
export async function newestMap(): Promise<{ version: number; map: DataMap } | null> {
  const row = await db.dataMapVersion.findFirst({ orderBy: { version: 'desc' } })
  return row ? { version: row.version, map: row.document as DataMap } : null
}

/** The version that a plan names. */
export async function mapOfVersion(version: number): Promise<DataMap | null> {
  const row = await db.dataMapVersion.findUnique({ where: { version } })
  return row ? (row.document as DataMap) : null
}
