import type { MachineActor, StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { MOST_VALUES, readAddress } from '../domain/suppression'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { limiter, takePoint } from '../platform/rate-limit-store'
import { officeCountry, suppressionIndex } from './suppression-list'

export type SuppressionAnswer = {
  /** Places in what was asked, from 0. The values themselves are never repeated. */
  suppressed: number[]
  /** No address that could be compared. */
  unreadable: number[]
}
const CHECKS_A_MINUTE = 120

/** Which of these addresses must not be written to. Nothing of what was asked is kept or logged. */
export async function checkSuppression(
  actor: MachineActor | StaffActor,
  { values }: { values: string[] },
): Promise<Outcome<SuppressionAnswer, 'not-permitted' | 'too-many-values' | 'too-many-requests'>> {
  if (actor.kind === 'staff' ? !may(actor, 'suppress') : actor.scope !== 'suppression') return refuse('not-permitted')
  if (values.length > MOST_VALUES) return refuse('too-many-values', { most: MOST_VALUES })
  if (actor.kind === 'machine') {
    const taken = await takePoint(limiter('suppression', CHECKS_A_MINUTE, 60), actor.tokenId)
    if (taken === null) return refuse('too-many-requests')
  }
  const country = await officeCountry()
  const read = values.map((value) => readAddress(value, country))
  const candidates = read.map((one) => (one ? suppressionIndex(one).candidates : []))
  const found = await db.suppression.findMany({
    where: { index: { in: [...new Set(candidates.flat())] }, expiresAt: { gt: instantToDate(now()) } },
    select: { index: true },
  })
  const known = new Set(found.map(({ index }) => index))
  const places = (is: (place: number) => boolean) => [...values.keys()].filter(is)
  return {
    ok: true,
    suppressed: places((place) => (candidates[place] ?? []).some((index) => known.has(index))),
    unreadable: places((place) => read[place] === null),
  }
}
