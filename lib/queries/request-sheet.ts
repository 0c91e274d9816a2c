// One request as operators see it: where it stands and what it waits for; codes, counts and dates, no personal data.
import type { StaffActor } from '../domain/actor'
import type { SystemFinding } from '../domain/findings'
import { withReasons } from '../domain/plan/left-out'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, may, type RequestStatus } from '../domain/request/status'
import { plainDate } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { type OpenReason, openReason } from './left-out-reasons'

const parts = {
  items: {
    orderBy: { right: 'asc' },
    include: {
      plans: {
        where: { memoryId: null },
        orderBy: { number: 'desc' },
        take: 1,
        include: { steps: { orderBy: { systemKey: 'asc' } } },
      },
      tasks: true,
    },
  },
  letters: { orderBy: { createdAt: 'asc' } },
  findings: { orderBy: [{ round: 'desc' }, { systemKey: 'asc' }] },
} as const satisfies Prisma.SubjectRequestInclude
type Found = Prisma.SubjectRequestGetPayload<{ include: typeof parts }>

export type StepSheet = { id: string; system: string; status: string; attempts: number; problem: string | null }
export type PlanSheet = {
  id: string
  number: number
  hash: string
  status: string
  mapVersion: number
  document: PlanDocument
  steps: StepSheet[]
}
export type ItemSheet = {
  id: string
  right: Right
  status: ItemStatus
  version: number
  outcome: string | null
  plan: PlanSheet | null
  tasks: { id: string; kind: string; status: string; version: number }[]
}
export type RequestSheet = {
  id: string
  reference: string
  status: RequestStatus
  version: number
  channel: string
  receivedOn: string
  dueOn: string
  identity: string
  identityReason: string | null
  confirmed: boolean
  items: ItemSheet[]
  /** Of the newest search. */
  findings: SystemFinding[]
  letters: { id: string; kind: string; status: string; lastFailure: string | null }[]
}

/** By id or by reference. Null where there is none, or where this colleague may not see it. */
export async function requestSheet(actor: StaffActor, key: string): Promise<RequestSheet | null> {
  if (!may(actor, 'see')) return null
  const where = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)
    ? { id: key.toLowerCase() }
    : { reference: key.toUpperCase() }
  const found = await db.subjectRequest.findUnique({ where, include: parts })
  return found && sheetOf(actor, found)
}

const sheetOf = (actor: StaffActor, request: Found): RequestSheet => ({
  id: request.id,
  reference: request.reference,
  status: request.status as RequestStatus,
  version: request.version,
  channel: request.channel,
  receivedOn: plainDate(request.receivedOn).toString(),
  dueOn: plainDate(request.dueOn).toString(),
  identity: request.identity,
  identityReason: request.identityReason,
  confirmed: request.confirmedAt !== null,
  items: request.items.map((item) => itemOf(item, openReason(actor, request, item.id))),
  findings: request.findings
    .filter(({ round }) => round === request.findings[0]?.round)
    .map(({ document }) => document as unknown as SystemFinding),
  letters: request.letters.map(({ id, kind, status, lastFailure }) => ({ id, kind, status, lastFailure })),
})

const itemOf = (item: Found['items'][number], open: OpenReason): ItemSheet => ({
  id: item.id,
  right: item.right as Right,
  status: item.status as ItemStatus,
  version: item.version,
  outcome: item.outcome,
  plan: item.plans[0] ? planOf(item.plans[0], open) : null,
  tasks: item.tasks.map(({ id, kind, status, version }) => ({ id, kind, status, version })),
})

const planOf = (plan: Found['items'][number]['plans'][number], open: OpenReason): PlanSheet => ({
  id: plan.id,
  number: plan.number,
  hash: plan.hash,
  status: plan.status,
  mapVersion: plan.mapVersion,
  document: withReasons(plan.document as unknown as PlanDocument, open),
  steps: plan.steps.map(({ id, systemKey, status, attempts, problem }) => ({
    ...{ id, system: systemKey, status },
    ...{ attempts, problem },
  })),
})
