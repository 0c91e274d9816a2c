// When a delivery that failed is tried again by itself: soon, then patiently; a receiver may be down for a weekend.
const SHORTEST = 30
const LONGEST = 4 * 3600
/** From this failure on the officer is told. */
export const TELL_AFTER = 3

/** Seconds after the `attempt`th failure: 30, 60, 120 … up to four hours. */
export const retryAfter = (attempt: number): number =>
  Math.min(LONGEST, SHORTEST * 2 ** Math.max(0, Math.min(attempt, 20) - 1))

/** Once a series of failures: the third says it, the fourth does not say it again. */
export const tellsOfficer = (attempt: number, final: boolean): boolean => final || attempt === TELL_AFTER
