import type { RequestFacts } from '@/lib/domain/request/next-step'
import type { DeskRequest } from '@/lib/queries/desk-request'

/** What `domain/request/next-step` looks at, from what the page has. */
export const nextFacts = (request: DeskRequest): RequestFacts => ({
  status: request.status,
  identity: request.identity,
  identityReason: request.identityReason,
  channel: request.channel,
  items: request.items.map(({ id, right, status, plan, task, tasksOpen }) => ({
    id,
    right,
    status,
    rows: plan?.document.totals.rows ?? null,
    blocks: plan?.document.blocks.length ?? 0,
    preparedBy: plan?.preparedBy ?? null,
    stepStatuses: plan?.steps.map((step) => step.status) ?? [],
    taskStatus: task?.status ?? null,
    tasksOpen,
    byHand: (plan?.document.byHand ?? []).length > 0,
  })),
})
