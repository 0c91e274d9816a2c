import { inPlaces } from '../domain/plan/freeze'
import { db, type Prisma } from '../platform/db/client'
import { currentMap } from './current-map'
import { mattersOfRequest } from './matter-people'

/**
 * While a matter stands nothing is erased or corrected by hand either. A correction names no place (`systemKey` null): it
 * may be meant for what a matter freezes, so each one that concerns the person stops it, wherever it stands.
 */
export async function frozenByHand(
  request: Prisma.SubjectRequestGetPayload<object>,
  systemKey: string | null,
): Promise<boolean> {
  const { map } = await currentMap(db)
  const matters = await mattersOfRequest(map, request)
  return matters.some((matter) => systemKey === null || inPlaces(matter, { key: '', system: systemKey }))
}
