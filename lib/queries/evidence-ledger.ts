// The ledger as the desk shows it: newest first, paged by the entry's number, so that page 20,000 costs what page 1 does.
import type { StaffActor } from '../domain/actor'
import type { ChainHead } from '../domain/evidence/chain'
import { may } from '../domain/request/status'
import { db, type Prisma } from '../platform/db/client'

export const ENTRIES_A_PAGE = 50

export type LedgerFilter = { event?: string; reference?: string; before?: number; after?: number }
export type ShownEntry = {
  seq: number
  at: string
  event: string
  request: { id: string; reference: string } | null
  /** staff | subject | worker | public | command-line */
  by: string
  name: string | null
  body: string
  hash: string
}
export type LedgerPage = {
  head: ChainHead
  entries: ShownEntry[]
  older: boolean
  newer: boolean
  /** The reference that was asked for is nobody's. */
  unknownReference: boolean
}

export async function ledgerPage(actor: StaffActor, filter: LedgerFilter): Promise<LedgerPage> {
  if (!may(actor, 'see')) throw new Error('a colleague who may see nothing')
  const head = await ledgerHead()
  const requestId = filter.reference ? await requestOf(actor, filter.reference) : undefined
  const none = { head, entries: [], older: false, newer: false, unknownReference: requestId === null }
  if (requestId === null) return none
  const where = { ...(filter.event ? { event: filter.event } : {}), ...(requestId ? { requestId } : {}) }
  const { rows, more } = await pageOf(where, filter)
  const backwards = filter.after !== undefined
  return {
    ...none,
    entries: await shown(backwards ? rows.reverse() : rows),
    older: backwards || more,
    newer: backwards ? more : filter.before !== undefined,
  }
}

async function pageOf(where: Prisma.LedgerEntryWhereInput, { before, after }: LedgerFilter) {
  const beyond = after !== undefined ? { gt: BigInt(after) } : before !== undefined ? { lt: BigInt(before) } : undefined
  const rows = await db.ledgerEntry.findMany({
    where: { ...where, ...(beyond ? { seq: beyond } : {}) },
    orderBy: { seq: after === undefined ? 'desc' : 'asc' },
    take: ENTRIES_A_PAGE + 1,
  })
  return { rows: rows.slice(0, ENTRIES_A_PAGE), more: rows.length > ENTRIES_A_PAGE }
}

async function shown(rows: Prisma.LedgerEntryGetPayload<object>[]): Promise<ShownEntry[]> {
  const staff = rows.flatMap(({ actor }) => (actor.startsWith('staff:') ? [actor.slice(6)] : []))
  const [users, requests] = await Promise.all([
    db.staffUser.findMany({ where: { id: { in: staff } }, select: { id: true, name: true } }),
    db.subjectRequest.findMany({
      where: { id: { in: rows.flatMap(({ requestId }) => requestId ?? []) } },
      select: { id: true, reference: true },
    }),
  ])
  return rows.map(({ seq, at, event, requestId, actor, body, hash }) => {
    const [by = '', id] = actor.split(':')
    const name = by === 'staff' ? (users.find((user) => user.id === id)?.name ?? null) : null
    const request = requests.find((one) => one.id === requestId) ?? null
    return { seq: Number(seq), at: at.toISOString(), event, request, by, name, body, hash }
  })
}

export async function ledgerHead(): Promise<ChainHead> {
  const row = await db.ledgerHead.findUniqueOrThrow({ where: { id: 1 } })
  return { seq: Number(row.seq), hash: row.hash }
}

/** Of a reference as people quote it; null where there is none. */
export async function requestOf(_actor: StaffActor, reference: string): Promise<string | null> {
  const row = await db.subjectRequest.findUnique({
    where: { reference: reference.trim().toUpperCase() },
    select: { id: true },
  })
  return row?.id ?? null
}

/** Which events there are, by leaps through the index instead of a walk over every entry. */
export async function eventNames(_actor: StaffActor): Promise<string[]> {
  const rows = await db.$queryRaw<{ event: string }[]>`
    WITH RECURSIVE names AS (
      (SELECT event FROM ledger_entry ORDER BY event LIMIT 1)
      UNION ALL
      SELECT (SELECT event FROM ledger_entry WHERE event > names.event ORDER BY event LIMIT 1)
      FROM names WHERE names.event IS NOT NULL
    )
    SELECT event FROM names WHERE event IS NOT NULL`
  return rows.map(({ event }) => event)
}
