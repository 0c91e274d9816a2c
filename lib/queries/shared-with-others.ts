import type { DataMap } from '../domain/data-map/types'
import type { SystemFinding } from '../domain/findings'
import { sharedRows } from '../domain/rectification/shared-rows'
import { db } from '../platform/db/client'

/** By dataset, how many rows of the newest search somebody else's rows point at. */
export async function sharedWithOthers(requestId: string, map: DataMap): Promise<ReadonlyMap<string, number>> {
  const newest = await db.systemFinding.findFirst({ where: { requestId }, orderBy: { round: 'desc' } })
  if (!newest) return new Map()
  const findings = await db.systemFinding.findMany({ where: { requestId, round: newest.round } })
  return sharedRows(
    map,
    findings.map(({ document }) => document as unknown as SystemFinding),
  )
}
