import type { PlanBlock } from '@/lib/domain/plan/types'
import type { RequestFacts } from '@/lib/domain/request/next-step'
import type { DeskRequest } from '@/lib/queries/desk-request'

/** A step that waits for a copy is no system that is away. */
const waitingFor = ({ status, problem }: { status: string; problem: string | null }): string =>
  status === 'waiting' && problem === 'access-first' ? 'access-first' : status

const undecidedIn = (blocks: readonly PlanBlock[]): number =>
  blocks.reduce((sum, block) => sum + (block.code === 'wish-undecided' ? block.count : 0), 0)

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
    undecided: undecidedIn(plan?.document.blocks ?? []),
    preparedBy: plan?.preparedBy ?? null,
    stepStatuses: plan?.steps.map(waitingFor) ?? [],
    taskStatus: task?.status ?? null,
    tasksOpen,
    byHand: (plan?.document.byHand ?? []).length > 0,
  })),
})
