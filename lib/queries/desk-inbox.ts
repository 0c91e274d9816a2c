// The inbox: one page of requests, quick at a million of them (bench/inbox.ts).
import type { StaffActor } from '../domain/actor'
import type { InboxRow } from '../domain/request/inbox-row'
import type { Right } from '../domain/request/rights'
import { may, type RequestStatus } from '../domain/request/status'
import { plainDate, today as todayIn } from '../platform/clock'
import { db } from '../platform/db/client'
import { Prisma } from '../platform/db/generated/client'
import { failureOf, log } from '../platform/log'
import { openVault } from '../platform/request-vault'
import { type InboxQuery, PAGE_SIZE } from './desk-inbox-query'
import { closedKeys, orderOf, viewOf, whereOf } from './desk-inbox-sql'
import { officeToday } from './office'

export type InboxPage = { rows: InboxRow[]; total: number /** `total` stopped counting there. */; more: boolean }

const { sql } = Prisma

/** Beyond this a count tells nobody more. */
const COUNT_TO = 1000

type Found = {
  id: string
  reference: string
  status: string
  identity: string
  rights: string[]
  received_on: Date
  due_on: Date
  time_zone: string
  name_enc: string | null
  wrapped_key: string | null
  assignee: string | null
}

export async function inboxPage(actor: StaffActor, query: InboxQuery, size = PAGE_SIZE): Promise<InboxPage> {
  if (!may(actor, 'see')) return { rows: [], total: 0, more: false }
  const { today } = await officeToday()
  const where = whereOf(query, actor, today)
  const [counted] = await db.$queryRaw<{ n: bigint }[]>(
    sql`SELECT count(*) AS n FROM (SELECT 1 FROM subject_request ${where} LIMIT ${COUNT_TO + 1}) AS counted`,
  )
  const total = Number(counted?.n ?? 0)
  const skip = ((query.page ?? 1) - 1) * size
  const keys = () => {
    if (total <= COUNT_TO) return fewKeys(where)
    // One colleague's closed ones have an index of their own.
    if (viewOf(query) !== 'closed' || query.assignee) return sql`SELECT id FROM subject_request ${where}`
    return closedKeys(query, whereOf({ ...query, view: 'all' }, actor, today), skip + size)
  }
  const found = total > 0 ? await db.$queryRaw<Found[]>(pageOf(query, keys(), size, skip)) : []
  return { rows: found.map((row) => rowOf(actor, row)), total: Math.min(total, COUNT_TO), more: total > COUNT_TO }
}

const fewKeys = (where: Prisma.Sql): Prisma.Sql => sql`
  WITH few AS MATERIALIZED (SELECT id, due_on, received_at, assignee_id FROM subject_request ${where}) SELECT id FROM few`

/**
 * The page's keys first: only its rows are read whole, however far one has turned. Few are sorted; many are read in the
 * order of an index. The server cannot guess which, since it knows little of lists such as `rights`.
 */
function pageOf(query: InboxQuery, keys: Prisma.Sql, size: number, skip: number): Prisma.Sql {
  return sql`
    SELECT r.id, r.reference, r.status, r.identity, r.rights, r.received_on, r.due_on, r.time_zone, r.name_enc,
           r.wrapped_key, staff.name AS assignee
      FROM (SELECT id, row_number() OVER () AS place FROM (
             ${keys} ${orderOf(query)} LIMIT ${size} OFFSET ${skip}) AS sorted) AS page
      JOIN subject_request AS r ON r.id = page.id
      LEFT JOIN staff_user AS staff ON staff.id = r.assignee_id
     ORDER BY page.place`
}

function rowOf(actor: StaffActor, row: Found): InboxRow {
  const due = plainDate(row.due_on)
  return {
    id: row.id,
    reference: row.reference,
    status: row.status as RequestStatus,
    identityWaits: row.identity === 'waiting',
    rights: row.rights as Right[],
    person: may(actor, 'readPersonalData') ? personOf(row) : null,
    receivedOn: plainDate(row.received_on).toString(),
    dueOn: due.toString(),
    daysLeft: todayIn(row.time_zone).until(due, { largestUnit: 'days' }).days,
    assignee: row.assignee,
  }
}

/** One name that cannot be opened must not close the whole inbox; the request's own page says what is wrong. */
function personOf({ id, wrapped_key, name_enc }: Found): string | null {
  if (wrapped_key === null || name_enc === null) return null
  try {
    return openVault({ id, wrappedKey: wrapped_key }).open('subject_request.name', name_enc)
  } catch (error) {
    log.error('name-not-readable', { requestId: id, failure: failureOf(error) })
    return null
  }
}
