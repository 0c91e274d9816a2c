// The holds that people placed: which stand, what they froze, who has to look at them when.
import type { StaffActor } from '../domain/actor'
import type { HoldLine, MatterKind, MatterStatus, MatterTold } from '../domain/matter'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { ErasurePlan } from '../domain/plan/types'
import { may, type RequestStatus } from '../domain/request/status'
import { dateOnly, plainDate } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { openForOffice } from '../platform/request-vault'
import { officeToday } from './office'

/** What a matter froze may be a whole company's requests: the page shows this many. */
const MOST_REQUESTS = 100

type Act = { name: string | null; at: string } | null
export type Hold = HoldLine & {
  version: number
  told: MatterTold
  /** Null for roles that read no personal data: both may name people. */
  words: { name: string; reason: string } | null
  placed: Act
  reviewed: Act
  liftProposed: (Act & { userId: string }) | null
  lifted: Act
  /** Systems whose records of the people could not be asked for yet. */
  unasked: string[]
  requests: { id: string; reference: string; status: RequestStatus }[]
  frozen: { dataset: string; rows: number }[]
}

type Found = Prisma.MatterGetPayload<{ include: { people: { select: { unasked: true } } } }>
const withPeople = { people: { select: { unasked: true } } } as const
const standing = ['draft', 'prepared', 'approved']

/** Those that stand first, the next to be reviewed on top; lifted ones after them. */
export async function holds(actor: StaffActor): Promise<HoldLine[]> {
  if (!may(actor, 'see')) return []
  const [rows, { today }] = await Promise.all([
    db.matter.findMany({ include: withPeople, orderBy: [{ reviewOn: 'asc' }, { id: 'asc' }] }),
    officeToday(),
  ])
  const counts = await planCounts(rows.map(({ id }) => id))
  const lines = rows.map((row) => holdLine(row, today, counts.get(row.id) ?? 0))
  return [...lines.filter(({ status }) => status !== 'lifted'), ...lines.filter(({ status }) => status === 'lifted')]
}

async function planCounts(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; plans: number }[]>`
    SELECT m.id, count(p.id)::int AS plans FROM unnest(${ids}::text[]) AS m(id)
      JOIN plan p ON p.matters @> ARRAY[m.id] AND p.status IN ('draft', 'prepared', 'approved') GROUP BY m.id`
  return new Map(rows.map(({ id, plans }) => [id, plans]))
}

const isoDay = (date: Date | null) => (date ? plainDate(date).toString() : null)

function holdLine(row: Found, today: Temporal.PlainDate, plans: number): HoldLine {
  const reviewOn = plainDate(row.reviewOn)
  return {
    id: row.id,
    kind: row.kind as MatterKind,
    reference: row.reference,
    status: row.status as MatterStatus,
    people: row.aboutEverybody ? null : row.people.length,
    ...{ systems: row.systems, datasets: row.datasets, from: isoDay(row.dateFrom), to: isoDay(row.dateTo) },
    reviewOn: reviewOn.toString(),
    reviewDue: row.status !== 'lifted' && Temporal.PlainDate.compare(reviewOn, today) <= 0,
    plans,
  }
}

export async function hold(actor: StaffActor, id: string): Promise<Hold | null> {
  if (!may(actor, 'see') || !/^[0-9a-f-]{36}$/i.test(id)) return null
  const row = await db.matter.findUnique({ where: { id }, include: withPeople })
  if (!row) return null
  const [{ today }, frozen, names] = await Promise.all([officeToday(), frozenBy(id), namesOf(row)])
  const act = (userId: string | null, at: Date | null): Act =>
    userId && at ? { name: names.get(userId) ?? null, at: at.toISOString() } : null
  const proposed = act(row.liftProposedBy, row.liftProposedAt)
  return {
    ...holdLine(row, today, frozen.plans),
    version: row.version,
    told: row.told as MatterTold,
    words: wordsOf(actor, row),
    placed: act(row.placedBy, row.placedAt),
    reviewed: act(row.reviewedBy, row.reviewedAt),
    liftProposed: proposed && row.liftProposedBy ? { ...proposed, userId: row.liftProposedBy } : null,
    lifted: act(row.liftedBy, row.liftedAt),
    unasked: [...new Set(row.people.flatMap(({ unasked }) => unasked))].sort(),
    requests: frozen.requests,
    frozen: frozen.datasets,
  }
}

function wordsOf(actor: StaffActor, { id, nameEnc, reasonEnc }: Found): Hold['words'] {
  if (!may(actor, 'readPersonalData') || nameEnc === null || reasonEnc === null) return null
  return {
    name: openForOffice(`matter.name:${id}`, nameEnc),
    reason: openForOffice(`matter.reason:${id}`, reasonEnc),
  }
}

async function namesOf(row: Found): Promise<Map<string, string>> {
  const ids = [row.placedBy, row.reviewedBy, row.liftProposedBy, row.liftedBy].filter((id) => id !== null)
  const users = await db.staffUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}

async function frozenBy(id: string) {
  const where = { matters: { has: id }, status: { in: standing } }
  const [plans, shown] = await Promise.all([
    db.plan.count({ where }),
    db.plan.findMany({
      where,
      select: {
        document: true,
        item: { select: { request: { select: { id: true, reference: true, status: true } } } },
      },
      orderBy: { createdAt: 'desc' },
      take: MOST_REQUESTS,
    }),
  ])
  const requests = new Map(shown.map(({ item }) => [item.request.id, item.request]))
  const rows = new Map<string, number>()
  for (const { document } of shown)
    for (const { dataset, rows: frozen } of frozenRows(document as unknown as ErasurePlan, id))
      rows.set(dataset, (rows.get(dataset) ?? 0) + frozen)
  return {
    plans,
    requests: [...requests.values()].map((one) => ({ ...one, status: one.status as RequestStatus })),
    datasets: [...rows].map(([dataset, count]) => ({ dataset, rows: count })),
  }
}

const frozenRows = ({ systems }: ErasurePlan, id: string) =>
  systems
    .flatMap(({ groups }) => groups)
    .filter(({ keeps }) => keeps.some((kept) => kept.why === 'matter' && kept.matter === id))

/** Which matters a plan stands under. */
export const mattersOf = (document: PlanDocument | undefined): string[] =>
  document?.right === 'erasure' ? (document.matters ?? []) : []

/** Of the matters that a plan names, those still there to be looked at. */
export async function holdsNamed(ids: string[]): Promise<{ id: string; reference: string; kind: MatterKind }[]> {
  const rows = await db.matter.findMany({
    where: { id: { in: ids } },
    select: { id: true, reference: true, kind: true },
    orderBy: { reference: 'asc' },
  })
  return rows.map((row) => ({ ...row, kind: row.kind as MatterKind }))
}

/** Those whose day of review has come, and those that another person proposed to lift. */
export type HoldsWaiting = {
  review: { id: string; reference: string; reviewOn: string }[]
  lift: { id: string; reference: string }[]
}

export async function holdsWaiting(actor: StaffActor): Promise<HoldsWaiting> {
  if (!may(actor, 'see')) return { review: [], lift: [] }
  const { today } = await officeToday()
  const rows = await db.matter.findMany({
    where: { status: { not: 'lifted' }, OR: [{ reviewOn: { lte: dateOnly(today) } }, { status: 'lift-proposed' }] },
    select: { id: true, reference: true, reviewOn: true, status: true, liftProposedBy: true },
    orderBy: { reviewOn: 'asc' },
  })
  const mine = (row: (typeof rows)[number]) => row.status === 'lift-proposed' && row.liftProposedBy !== actor.userId
  const due = rows.filter(({ status, reviewOn }) => status === 'active' && reviewOn <= dateOnly(today))
  return {
    review: due.map(({ id, reference, reviewOn }) => ({ id, reference, reviewOn: plainDate(reviewOn).toString() })),
    lift: may(actor, 'liftMatter') ? rows.filter(mine).map(({ id, reference }) => ({ id, reference })) : [],
  }
}
