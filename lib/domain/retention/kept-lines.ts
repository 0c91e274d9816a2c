// What is kept of answered erasures, as lines: what the queries answer is what the tables show. Counts, codes and dates.

/** One place and rule of one request's erasure. */
export type KeptPiece = {
  id: string
  system: string
  dataset: string
  rule: string
  endsOn: string | null
  rows: number
  state: string
  problem: string | null
}

/** Rows that two rules keep stand in a line of each: sums are of lines, not of people's records. */
export type EndingLine = { month: string; dataset: string; rule: string; rows: number; requests: number }

export type LateLine = {
  requestId: string
  reference: string
  system: string
  dataset: string
  rule: string
  /** ISO date; null where a matter kept the rows until it was lifted. */
  endedOn: string | null
  rows: number
  problem: string | null
}

/** What a follow-up does; rows that it only meets again are in neither. */
export type FollowUpChanges = { system: string; deleted: number; cleared: number }

type FollowUpLine = FollowUpChanges & { planId: string; requestId: string; reference: string; cause: string }
export type WaitingFollowUp = FollowUpLine & { waitsFor: string | null }
export type EndedFollowUp = FollowUpLine & {
  /** ISO instant. */
  closedAt: string
}
