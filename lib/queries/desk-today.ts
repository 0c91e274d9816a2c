// What must happen today, in numbers that are links to what they count.
import type { StaffActor } from '../domain/actor'
import { db } from '../platform/db/client'
import { Prisma } from '../platform/db/generated/client'
import { type TodoKind, todoKinds, todoRequests } from './desk-todo'
import { officeToday } from './office'

export type TodayKind = 'overdue' | 'soon' | TodoKind
export type TodayCounts = Record<TodayKind, number>

/** At that size the number is no longer what matters: shown as “1,000+”. */
export const COUNTS_TO = 1000
const SOON_DAYS = 3
const { sql } = Prisma

/** Requests that wait, by what they wait for. */
export async function todayCounts(actor: StaffActor): Promise<TodayCounts> {
  const { today } = await officeToday()
  const day = (days: number) => sql`${today.add({ days }).toString()}::date`
  const open = sql`SELECT id AS request_id FROM subject_request WHERE closed_at IS NULL`
  const statements: [TodayKind, Prisma.Sql][] = [
    ['overdue', sql`${open} AND due_on < ${day(0)}`],
    ['soon', sql`${open} AND due_on BETWEEN ${day(0)} AND ${day(SOON_DAYS)}`],
    ...todoKinds.map((kind): [TodayKind, Prisma.Sql] => [kind, todoRequests(kind, actor)]),
  ]
  const columns = statements.map(
    ([kind, statement]) => sql`(SELECT count(*)::int FROM (
      SELECT DISTINCT request_id FROM (${statement} LIMIT ${COUNTS_TO * 3}) AS found LIMIT ${COUNTS_TO + 1}) AS counted)
      AS ${Prisma.raw(`"${kind}"`)}`,
  )
  const [row] = await db.$queryRaw<TodayCounts[]>(sql`SELECT ${Prisma.join(columns, ', ')}`)
  if (!row) throw new Error('a count without a row')
  return row
}

export type SystemDown = { key: string; name: string; since: string | null }

export async function systemsDown(): Promise<SystemDown[]> {
  const rows = await db.connectedSystem.findMany({
    where: { state: 'unreachable' },
    select: { key: true, name: true, checkedAt: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ key, name, checkedAt }) => ({ key, name, since: checkedAt?.toISOString() ?? null }))
}
