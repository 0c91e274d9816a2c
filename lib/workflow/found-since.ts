// Weeks may pass between the signature of a transfer and its building. Where another search found more of the person in the
// meantime (another address, another account), neither the officer nor a client has accepted that this leaves as well.
import type { WorkerActor } from '../domain/actor'
import type { SystemFinding } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import { db } from '../platform/db/client'
import { commit } from './commit-item'
import { returnToSearch } from './discover-data'
import { loadRequest } from './load-case'
import { stopTransfer } from './stop-transfer'

/** By the newest search; what was added without one is the same person's, and goes. */
export async function moreFound(requestId: string, { datasets }: PortabilityPlan): Promise<boolean> {
  const newest = await db.$queryRaw<{ document: SystemFinding }[]>`
    SELECT document FROM system_finding WHERE request_id = ${requestId}::uuid AND round =
      (SELECT max(round) FROM system_finding WHERE request_id = ${requestId}::uuid)`
  const found = newest.flatMap(({ document }) => document.datasets)
  return datasets.some(({ dataset, rows }) => found.some((one) => one.dataset === dataset && one.count > rows))
}

/** Back to the search: signed anew, and asked anew. */
export async function signAnew(actor: WorkerActor, item: { id: string; requestId: string }): Promise<Outcome> {
  const request = await loadRequest(item.requestId)
  const seen = request?.items.find(({ id, status }) => id === item.id && status === 'approved')
  if (!request || !seen) return refuse('conflict')
  const drawn = await commit(actor, request.id, async (tx, say) => {
    await stopTransfer(tx, say, seen.id, 'more-found')
    await returnToSearch(tx, say, request.id, [seen])
    return {}
  })
  return drawn.ok ? refuse('plan-outdated') : drawn
}
