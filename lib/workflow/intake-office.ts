// What a form needs to know of the office, read every few seconds instead of at every form: intake is the one door that
// strangers can push. A request answered with the map of five seconds ago is none the worse; every search reads the newest.
import type { DataMap } from '../domain/data-map/types'
import { db } from '../platform/db/client'
import { setting } from '../platform/settings'
import { mapIfAny } from './current-map'

export type IntakeOffice = {
  map: DataMap
  /** Until an unconfirmed request lapses. */
  unconfirmedDays: number
}

const MILLISECONDS = 5_000
let known: { at: number; office: IntakeOffice } | undefined

/** Null where there is no data map yet: that is asked anew each time. */
export async function intakeOffice(): Promise<IntakeOffice | null> {
  // The process's own stopwatch: a clock that tests move would keep an office for days.
  const at = performance.now()
  if (known && at - known.at < MILLISECONDS) return known.office
  const [map, unconfirmedDays] = await Promise.all([mapIfAny(db), setting(db, 'unconfirmed-days')])
  if (!map) return null
  known = { at, office: { map, unconfirmedDays } }
  return known.office
}
