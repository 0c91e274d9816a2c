import { inPlaces } from '../domain/plan/freeze'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { currentMap } from './current-map'
import { mattersOfRequest } from './matter-people'
import { openCopy } from './open-copy'
import { pinnedKeys } from './person-index'

type SubjectRequest = Prisma.SubjectRequestGetPayload<object>

/** Why a colleague does not erase now what is this person's in a system that no connector reaches. */
export async function notErasedByHand(
  from: Pick<Transaction, '$queryRaw'>,
  request: SubjectRequest,
  systemKey: string | null,
): Promise<'matter' | 'access-first' | null> {
  if (await frozenByHand(request, systemKey)) return 'matter'
  return (await openCopy(from, request, pinnedKeys(request))) ? 'access-first' : null
}

/**
 * While a matter stands nothing is erased or corrected by hand either. A correction names no place (`systemKey` null): it
 * may be meant for what a matter freezes, so each one that concerns the person stops it, wherever it stands; but for `own`,
 * the restriction that waits for this very correction.
 */
export async function frozenByHand(
  request: SubjectRequest,
  systemKey: string | null,
  own: readonly string[] = [],
): Promise<boolean> {
  const { map } = await currentMap(db)
  const matters = await mattersOfRequest(map, request)
  const others = matters.filter(({ id }) => !own.includes(id))
  return others.some((matter) => systemKey === null || inPlaces(matter, { key: '', system: systemKey }))
}
