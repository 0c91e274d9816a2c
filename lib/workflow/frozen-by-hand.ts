import { inPlaces } from '../domain/plan/freeze'
import { db, type Prisma } from '../platform/db/client'
import { currentMap } from './current-map'
import { mattersOfRequest } from './matter-people'

/**
 * While a matter stands nothing is erased or corrected by hand either. A correction names no place (`systemKey` null):
 * it is stopped where the matter stands everywhere.
 */
export async function frozenByHand(
  request: Prisma.SubjectRequestGetPayload<object>,
  systemKey: string | null,
): Promise<boolean> {
  const { map } = await currentMap(db)
  const matters = await mattersOfRequest(map, request)
  return matters.some((matter) => inPlaces(matter, { key: '', system: systemKey ?? '' }))
}
