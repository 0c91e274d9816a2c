// The inbox in SQL: conditions and orders that the indexes of prisma/subject-request.prisma answer without sorting.
import type { StaffActor } from '../domain/actor'
import { openStatuses, requestStatuses } from '../domain/request/status'
import { Prisma } from '../platform/db/generated/client'
import { type InboxQuery, type InboxSort, isSearch } from './desk-inbox-query'
import { todoRequests } from './desk-todo'

const { sql } = Prisma
const SOON_DAYS = 3
const WEEK_DAYS = 7
const afterwards = ['undeliverable', 'follow-up', 'hold-overdue', 'recipients']

/** A search looks everywhere; otherwise the inbox shows what is open, unless told otherwise. */
export function viewOf(query: InboxQuery) {
  // What waits for somebody is open; a letter can also be undeliverable afterwards, and a hold ends years later.
  if (query.todo) return afterwards.includes(query.todo) ? 'all' : 'open'
  return query.view ?? (isSearch(query) || query.status ? 'all' : 'open')
}

export function whereOf(query: InboxQuery, actor: StaffActor, today: Temporal.PlainDate): Prisma.Sql {
  const view = viewOf(query)
  const day = (days: number) => sql`${today.add({ days }).toString()}::date`
  const parts: (Prisma.Sql | false | undefined)[] = [
    view === 'open' && sql`closed_at IS NULL`,
    view === 'closed' && sql`closed_at IS NOT NULL`,
    query.status && sql`status = ${query.status}`,
    query.right && rightIs(query.right, view === 'open'),
    query.assignee === 'me' && sql`assignee_id = ${actor.userId}::uuid`,
    query.assignee === 'none' && sql`assignee_id IS NULL`,
    query.due === 'overdue' && sql`due_on < ${day(0)}`,
    query.due === 'soon' && sql`due_on BETWEEN ${day(0)} AND ${day(SOON_DAYS)}`,
    query.due === 'week' && sql`due_on BETWEEN ${day(0)} AND ${day(WEEK_DAYS)}`,
    query.todo && sql`id IN (${todoRequests(query.todo, actor)})`,
    ...searchOf(query),
  ]
  const conditions = parts.filter((part): part is Prisma.Sql => Boolean(part))
  return conditions.length > 0 ? sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty
}

/** Of the few open ones each is looked at; `@>` would make the server fetch half a million from its index first. */
const rightIs = (right: string, open: boolean): Prisma.Sql =>
  open ? sql`${right} = ANY(rights)` : sql`rights @> ARRAY[${right}]`

function searchOf(query: InboxQuery): Prisma.Sql[] {
  const found: Prisma.Sql[] = []
  if (query.none) found.push(sql`false`)
  if (query.mail) found.push(sql`email_index = ANY(${query.mail})`)
  const words = (query.word ?? []).map((candidates) => sql`search_index && ${candidates}`)
  // “4217” is a reference of this year, or a customer number: it is looked for as both.
  const number = query.number ? [sql`search_index && ${query.number}`] : []
  const reference = query.ref ? [referenceLike(query.ref)] : []
  const either = [...(words.length > 0 ? [Prisma.join(words, ' AND ')] : []), ...number, ...reference]
  if (either.length > 0) found.push(sql`(${Prisma.join(either, ' OR ')})`)
  return found
}

/** All references that begin so, as a range: a range uses the unique index under any collation, LIKE does not. */
function referenceLike(prefix: string): Prisma.Sql {
  const digits = prefix.length - 'HB-2026-'.length
  if (digits >= 6) return sql`reference = ${prefix}`
  return sql`reference BETWEEN ${prefix.padEnd(14, '0')} AND ${prefix.padEnd(14, '9')}`
}

/** As an index has it, so that PostgreSQL reads along it: with `IS NULL` its first column must be named in the order, too. */
export function orderOf(query: InboxQuery): Prisma.Sql {
  const sort = sortOf(query)
  const direction = sort.startsWith('-') ? sql`DESC` : sql`ASC`
  const first = query.assignee === 'none' && viewOf(query) !== 'open' ? [sql`assignee_id ${direction}`] : []
  return sql`ORDER BY ${Prisma.join([...first, sql`${columnOf(query)} ${direction}`, sql`id ${direction}`], ', ')}`
}

const columnOf = (query: InboxQuery): Prisma.Sql => (sortOf(query).endsWith('due') ? sql`due_on` : sql`received_at`)

/** What presses comes first; where closed requests are among them, what came last. */
export const sortOf = (query: InboxQuery): InboxSort =>
  query.sort ?? (viewOf(query) === 'open' || query.todo ? 'due' : '-received')

const ended = requestStatuses.filter((status) => !openStatuses.includes(status))

/**
 * Closed requests in their order: read along one index for all, every open one would be passed over first. Status by
 * status there is an index in that very order; the heads of the four are merged. Nothing but columns of that index is
 * asked for (`where` says nothing of `closed_at`), so that a far page is read from the indexes alone.
 */
export function closedKeys(query: InboxQuery, where: Prisma.Sql, until: number): Prisma.Sql {
  const heads = ended.map(
    (status) => sql`(SELECT id, ${columnOf(query)} FROM subject_request
      ${where === Prisma.empty ? sql`WHERE` : sql`${where} AND`} status = ${status} ${orderOf(query)} LIMIT ${until})`,
  )
  return sql`SELECT id FROM (${Prisma.join(heads, ' UNION ALL ')}) AS ended`
}
