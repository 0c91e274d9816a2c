// A request's page without anything that names the person: codes, dates, counts. Who it is: workflow/open-request.
import type { StaffActor } from '../domain/actor'
import { holdsBack, unsettled } from '../domain/by-hand/task'
import { bearsSecret } from '../domain/letters/letter-kinds'
import { withReasons } from '../domain/plan/left-out'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { RowCounts } from '../domain/plan/row-counts'
import type { FrozenClock } from '../domain/request/clock'
import { type Right, rights } from '../domain/request/rights'
import { type ItemOutcome, type ItemStatus, may, type RequestStatus } from '../domain/request/status'
import { plainDate, today } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { setting } from '../platform/settings'
import { type OpenReason, openReason } from './left-out-reasons'
import { type NewestFindings, newestFindings } from './newest-findings'

const parts = {
  assignee: { select: { id: true, name: true } },
  items: {
    include: {
      plans: {
        where: { memoryId: null },
        orderBy: { number: 'desc' },
        take: 1,
        include: { steps: { orderBy: { systemKey: 'asc' } } },
      },
      tasks: { orderBy: { createdAt: 'desc' } },
      _count: { select: { acceptances: { where: { status: 'pending' } } } },
      deliveries: { select: { status: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  },
  letters: { orderBy: { createdAt: 'desc' }, take: 50 },
  packages: { where: { forReceiver: false } },
} satisfies Prisma.SubjectRequestInclude
type Row = Prisma.SubjectRequestGetPayload<{ include: typeof parts }>
type ItemRow = Row['items'][number]

export type DeskStep = {
  id: string
  system: string
  status: string
  attempts: number
  problem: string | null
  appliedAt: string | null
  verifiedAt: string | null
  counts: RowCounts[]
}
export type DeskPlan = {
  id: string
  number: number
  status: string
  hash: string
  mapVersion: number
  document: PlanDocument
  preparedBy: string | null
  preparedAt: string | null
  approvedBy: string | null
  approvedAt: string | null
  createdAt: string
  steps: DeskStep[]
}
export type DeskTask = { id: string; kind: string; status: string; version: number; doneAt: string | null }
export type DeskItem = {
  id: string
  right: Right
  status: ItemStatus
  version: number
  outcome: ItemOutcome | null
  ground: string | null
  decidedBy: string | null
  decidedAt: string | null
  plan: DeskPlan | null
  task: DeskTask | null
  /** Of this right alone, and not settled yet: a correction may have several beside its plan. */
  openTasks: DeskTask[]
  /** A colleague has not answered yet for a system that no connector reaches, or could not. */
  tasksOpen: boolean
  /** Controllers who have not answered, and how far the package is on its way. */
  transfer: { asked: number; delivery: string | null }
  parcel: {
    rows: number
    bytes: number
    expiresAt: string
    collectedAt: string | null
    deletedAt: string | null
  } | null
}
export type DeskLetter = {
  id: string
  kind: string
  status: string
  attempts: number
  lastFailure: string | null
  createdAt: string
  sentAt: string | null
  readable: boolean
}
export type DeskRequest = {
  id: string
  reference: string
  status: RequestStatus
  version: number
  channel: string
  locale: string
  receivedAt: string
  receivedOn: string
  dueOn: string
  daysLeft: number
  today: string
  timeZone: string
  clock: FrozenClock
  rights: Right[]
  identity: string
  identityReason: string | null
  identityLevel: number
  identityProof: { method: string; decidedBy: string | null; decidedAt: string } | null
  confirmedAt: string | null
  closedAt: string | null
  assignee: { id: string; name: string } | null
  items: DeskItem[]
  letters: DeskLetter[]
  findings: NewestFindings | null
  /** Names of the colleagues that the page mentions, by id. */
  names: Record<string, string>
  twoPeople: boolean
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

export async function deskRequest(actor: StaffActor, id: string): Promise<DeskRequest | null> {
  if (!may(actor, 'see') || !/^[0-9a-f-]{36}$/i.test(id)) return null
  const row = await db.subjectRequest.findUnique({ where: { id }, include: parts })
  if (!row) return null
  const [findings, names, twoPeople] = await Promise.all([
    newestFindings(id),
    namesOf(row),
    setting(db, 'two-people-for-erasure'),
  ])
  return {
    ...headOf(row),
    items: rights
      .flatMap((right) => row.items.filter((item) => item.right === right))
      .map((item) => itemOf(actor, row, item)),
    letters: row.letters.map(letterOf),
    findings,
    names,
    twoPeople,
  }
}

function headOf(row: Row) {
  const due = plainDate(row.dueOn)
  const now = today(row.timeZone)
  return {
    id: row.id,
    reference: row.reference,
    status: row.status as RequestStatus,
    version: row.version,
    channel: row.channel,
    locale: row.locale,
    receivedAt: row.receivedAt.toISOString(),
    receivedOn: plainDate(row.receivedOn).toString(),
    dueOn: due.toString(),
    daysLeft: now.until(due, { largestUnit: 'days' }).days,
    today: now.toString(),
    timeZone: row.timeZone,
    clock: row.clock as unknown as FrozenClock,
    rights: row.rights as Right[],
    identity: row.identity,
    identityReason: row.identityReason,
    identityLevel: row.identityLevel,
    identityProof: row.identityProof as DeskRequest['identityProof'],
    confirmedAt: iso(row.confirmedAt),
    closedAt: iso(row.closedAt),
    assignee: row.assignee,
  }
}

function itemOf(actor: StaffActor, request: Row, item: ItemRow): DeskItem {
  const [plan] = item.plans
  // In systems that no connector reaches: lib/queries/desk-tasks.ts.
  const task = item.tasks.find(({ systemKey }) => systemKey === null)
  const parcel = request.packages.find(({ itemId }) => itemId === item.id)
  return {
    id: item.id,
    right: item.right as Right,
    status: item.status as ItemStatus,
    version: item.version,
    outcome: item.outcome as ItemOutcome | null,
    ground: item.ground,
    decidedBy: item.decidedBy,
    decidedAt: iso(item.decidedAt),
    plan: plan ? planOf(plan, openReason(actor, request, item.id)) : null,
    task: task ? taskOf(task) : null,
    openTasks: item.tasks.filter(({ systemKey, status }) => systemKey === null && isUnsettled(status)).map(taskOf),
    tasksOpen: request.items.some(({ tasks }) => tasks.some((one) => holdsBack(one, item.id))),
    transfer: { asked: item._count.acceptances, delivery: item.deliveries[0]?.status ?? null },
    parcel: parcel
      ? {
          rows: parcel.rows,
          bytes: Number(parcel.bytes),
          expiresAt: parcel.expiresAt.toISOString(),
          collectedAt: iso(parcel.collectedAt),
          deletedAt: iso(parcel.deletedAt),
        }
      : null,
  }
}

const isUnsettled = (status: string): boolean => unsettled.some((one) => one === status)

const taskOf = ({ id, kind, status, version, doneAt }: ItemRow['tasks'][number]): DeskTask => ({
  ...{ id, kind, status, version },
  doneAt: iso(doneAt),
})

function planOf(plan: ItemRow['plans'][number], open: OpenReason): DeskPlan {
  const { id, number, status, hash, mapVersion, preparedBy, approvedBy } = plan
  return {
    ...{ id, number, status, hash, mapVersion, preparedBy, approvedBy },
    document: withReasons(plan.document as unknown as PlanDocument, open),
    preparedAt: iso(plan.preparedAt),
    approvedAt: iso(plan.approvedAt),
    createdAt: plan.createdAt.toISOString(),
    steps: plan.steps.map((step) => ({
      id: step.id,
      system: step.systemKey,
      status: step.status,
      attempts: step.attempts,
      problem: step.problem,
      appliedAt: iso(step.appliedAt),
      verifiedAt: iso(step.verifiedAt),
      counts: Array.isArray(step.result) ? (step.result as DeskStep['counts']) : [],
    })),
  }
}

const letterOf = (letter: Row['letters'][number]): DeskLetter => ({
  id: letter.id,
  kind: letter.kind,
  status: letter.status,
  attempts: letter.attempts,
  lastFailure: letter.lastFailure,
  createdAt: letter.createdAt.toISOString(),
  sentAt: iso(letter.sentAt),
  readable: letter.textEnc !== null && !bearsSecret(letter.kind),
})

async function namesOf(row: Row): Promise<Record<string, string>> {
  const proof = row.identityProof as { decidedBy?: string | null } | null
  const plans = row.items.flatMap(({ plans }) => plans)
  const ids = [
    proof?.decidedBy,
    ...row.items.map(({ decidedBy }) => decidedBy),
    ...plans.flatMap(({ preparedBy, approvedBy }) => [preparedBy, approvedBy]),
  ].filter((id): id is string => Boolean(id))
  const users = await db.staffUser.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  })
  return Object.fromEntries(users.map(({ id, name }) => [id, name]))
}
