import { mapWeakenings } from '../domain/data-map/map-change'
import { WEAKENING_WAIT } from '../domain/hold-rules/rule-change'
import type { PlanDocument } from '../domain/plan/plan-document'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { mapVersion } from './current-map'

/**
 * Whether the plan was drawn under a map that protects documents less than the one of a day ago: nothing is signed under
 * it before the day is over, in which the change can be seen and taken back. The first day of an office has no map before.
 */
export async function mapJustWeakened(document: PlanDocument): Promise<boolean> {
  if (document.right !== 'erasure' && document.right !== 'rectification') return false
  const before = await db.dataMapVersion.findFirst({
    where: { createdAt: { lte: instantToDate(now().subtract(WEAKENING_WAIT)) } },
    orderBy: { version: 'desc' },
    select: { version: true },
  })
  if (!before || before.version === document.mapVersion) return false
  const [then, drawn] = [await mapVersion(db, before.version), await mapVersion(db, document.mapVersion)]
  const systems = document.systems.map(({ system }) => system)
  return mapWeakenings(then.map, drawn.map, systems).length > 0
}
