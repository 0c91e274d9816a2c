import type { PlanBlock } from '@/lib/domain/plan/types'
import type { RequestFacts } from '@/lib/domain/request/next-step'
import type { DeskRequest } from '@/lib/queries/desk-request'

/** A step that waits for a copy is no system that is away. */
const waitingFor = ({ status, problem }: { status: string; problem: string | null }): string =>
  status === 'waiting' && problem === 'access-first' ? 'access-first' : status

const undecidedIn = (blocks: readonly PlanBlock[]): number =>
  blocks.reduce((sum, block) => sum + (block.code === 'wish-undecided' ? block.count : 0), 0)

const lackedBy = (blocks: readonly { code: string }[]): 'receiver' | 'confirmation' | null => {
  const has = (code: string) => blocks.some((block) => block.code === code)
  if (has('receiver-missing')) return 'receiver'
  return has('receiver-unconfirmed') ? 'confirmation' : null
}

/** What `domain/request/next-step` looks at, from what the page has. */
export const nextFacts = (request: DeskRequest): RequestFacts => ({
  status: request.status,
  identity: request.identity,
  identityReason: request.identityReason,
  channel: request.channel,
  items: request.items.map(({ id, right, status, plan, task, openTasks, tasksOpen, transfer }) => ({
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
    ownTaskOpen: right === 'rectification' && openTasks.length > 0,
    byHand: (plan?.document.byHand ?? []).length > 0,
    ...(right === 'portability' && { transfer: { ...transfer, lacks: lackedBy(plan?.document.blocks ?? []) } }),
  })),
})
