// What the law still keeps of answered erasures: what ends when, what is overdue and why, what waits for the officer.
// Counts, codes and dates; nobody's data.
import type { StaffActor } from '../domain/actor'
import type { Text } from '../domain/data-map/types'
import type { HoldRule } from '../domain/hold-rule'
import type { ErasurePlan } from '../domain/plan/types'
import { may } from '../domain/request/status'
import type {
  EndedFollowUp,
  EndingLine,
  FollowUpChanges,
  LateLine,
  WaitingFollowUp,
} from '../domain/retention/kept-lines'
import { db } from '../platform/db/client'
import { officeToday } from './office'
import { planned } from './request-retention'

export type Retention = {
  today: string
  timeZone: string
  /** Open lines that end in the shown year, by month, place and rule. */
  ending: EndingLine[]
  /** Rows by year of their end, from this year on. */
  years: { year: string; rows: number }[]
  thisMonth: number
  thisYear: number
  /** Kept by matters: without an end. */
  frozen: number
  late: LateLine[]
  waiting: WaitingFollowUp[]
  /** The newest ones. */
  ended: EndedFollowUp[]
}

const SHOWN = 200
const ENDED_SHOWN = 12

/** Of every rule there ever was, as its newest version says: lines outlive rules. */
export async function ruleNames(): Promise<{ key: string; name: Text }[]> {
  const rules = await db.holdRule.findMany({ orderBy: [{ key: 'asc' }, { version: 'desc' }], distinct: ['key'] })
  return rules.map(({ key, document }) => ({ key, name: (document as HoldRule).name }))
}

export async function retention(actor: StaffActor, year?: string): Promise<Retention | null> {
  if (!may(actor, 'see')) return null
  const office = await officeToday()
  const today = office.today.toString()
  const shown = year ?? today.slice(0, 4)
  const [ending, years, [sums], late, waiting, ended] = await Promise.all([
    endingIn(shown),
    endingYears(),
    sumsOf(today),
    lateLines(today),
    waitingFollowUps(),
    endedFollowUps(),
  ])
  return { today, timeZone: office.timeZone, ending, years, late, waiting, ended, ...(sums ?? nothing) }
}

const nothing = { thisMonth: 0, thisYear: 0, frozen: 0 }

const endingIn = (year: string) => db.$queryRaw<EndingLine[]>`
  SELECT to_char(l.ends_on, 'YYYY-MM') AS month, l.dataset, l.rule_key AS rule, sum(l.rows)::int AS rows,
         count(DISTINCT m.request_id)::int AS requests
    FROM retained_line AS l JOIN erasure_memory AS m ON m.id = l.memory_id
   WHERE l.state <> 'ended' AND l.ends_on BETWEEN make_date(${Number(year)}::int, 1, 1) AND make_date(${Number(year)}::int, 12, 31)
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

const endingYears = () => db.$queryRaw<Retention['years']>`
  SELECT to_char(ends_on, 'YYYY') AS year, sum(rows)::int AS rows FROM retained_line
   WHERE state <> 'ended' AND ends_on IS NOT NULL GROUP BY 1 ORDER BY 1`

const sumsOf = (today: string) => db.$queryRaw<(typeof nothing)[]>`
  SELECT coalesce(sum(rows) FILTER (WHERE date_trunc('month', ends_on) = date_trunc('month', ${today}::date)), 0)::int
           AS "thisMonth",
         coalesce(sum(rows) FILTER (WHERE date_trunc('year', ends_on) = date_trunc('year', ${today}::date)), 0)::int
           AS "thisYear",
         coalesce(sum(rows) FILTER (WHERE rule_key LIKE 'matter:%'), 0)::int AS frozen
    FROM retained_line WHERE state <> 'ended'`

/** Its last day is over, so it should be gone by now. */
const lateLines = (today: string) => db.$queryRaw<LateLine[]>`
  SELECT r.id::text AS "requestId", r.reference, l.system_key AS system, l.dataset, l.rule_key AS rule,
         to_char(l.ends_on, 'YYYY-MM-DD') AS "endedOn", l.rows, l.problem
    FROM retained_line AS l JOIN erasure_memory AS m ON m.id = l.memory_id JOIN subject_request AS r ON r.id = m.request_id
   WHERE l.state <> 'ended' AND (l.ends_on < ${today}::date OR (l.ends_on IS NULL AND l.state = 'due'))
   ORDER BY l.ends_on NULLS FIRST, r.reference, l.dataset LIMIT ${SHOWN}`

async function waitingFollowUps(): Promise<WaitingFollowUp[]> {
  const plans = await db.plan.findMany({
    where: { memoryId: { not: null }, status: 'draft' },
    include: { item: { include: { request: { select: { id: true, reference: true } } } } },
    orderBy: { createdAt: 'asc' },
    take: SHOWN,
  })
  return plans.map(({ id, followUp, waitsFor, document, item }) => ({
    ...{ planId: id, requestId: item.request.id, reference: item.request.reference, cause: followUp ?? '', waitsFor },
    ...changed(document as unknown as ErasurePlan),
  }))
}

function changed(document: ErasurePlan): FollowUpChanges {
  const { system, counts } = planned(document)
  const sum = (key: 'deleted' | 'cleared') => counts.reduce((rows, count) => rows + count[key], 0)
  return { system, deleted: sum('deleted'), cleared: sum('cleared') }
}

/** Done, and seen to be done: each has a certificate. */
async function endedFollowUps(): Promise<EndedFollowUp[]> {
  const plans = await db.plan.findMany({
    where: { memoryId: { not: null }, status: 'approved', closedAt: { not: null } },
    include: { item: { include: { request: { select: { id: true, reference: true } } } } },
    orderBy: { closedAt: 'desc' },
    take: ENDED_SHOWN,
  })
  return plans.flatMap(({ id, followUp, document, item, closedAt }) =>
    closedAt
      ? {
          ...{ planId: id, requestId: item.request.id, reference: item.request.reference, cause: followUp ?? '' },
          ...{ closedAt: closedAt.toISOString(), ...changed(document as unknown as ErasurePlan) },
        }
      : [],
  )
}

export type FollowUpProgress = {
  planId: string
  reference: string
  status: string
  closed: boolean
  step: { id: string; status: string; problem: string | null } | null
}

export async function followUpProgress(actor: StaffActor, planIds: string[]): Promise<FollowUpProgress[]> {
  if (!may(actor, 'see')) return []
  const plans = await db.plan.findMany({
    where: { id: { in: planIds }, memoryId: { not: null } },
    include: { steps: true, item: { include: { request: { select: { reference: true } } } } },
    orderBy: { createdAt: 'asc' },
  })
  return plans.map(({ id, status, closedAt, steps: [step], item }) => ({
    ...{ planId: id, status, closed: closedAt !== null, reference: item.request.reference },
    step: step ? { id: step.id, status: step.status, problem: step.problem } : null,
  }))
}

/** Open lines that end until a day, the overdue ones first. */
export async function dueUntil(actor: StaffActor, until: string): Promise<(LateLine & { overdue: boolean })[]> {
  if (!may(actor, 'see')) return []
  const today = (await officeToday()).today.toString()
  return db.$queryRaw<(LateLine & { overdue: boolean })[]>`
    SELECT r.id::text AS "requestId", r.reference, l.system_key AS system, l.dataset, l.rule_key AS rule,
           to_char(l.ends_on, 'YYYY-MM-DD') AS "endedOn", l.rows, l.problem,
           (l.state = 'due' OR l.ends_on < ${today}::date) AS overdue
      FROM retained_line AS l JOIN erasure_memory AS m ON m.id = l.memory_id
      JOIN subject_request AS r ON r.id = m.request_id
     WHERE l.state <> 'ended' AND (l.ends_on <= ${until}::date OR l.state = 'due')
     ORDER BY l.ends_on NULLS FIRST, r.reference, l.dataset`
}
