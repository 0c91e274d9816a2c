import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { commit } from './commit-item'
import { returnToSearch } from './discover-data'
import { loadRequest } from './load-case'
import { stopTransfer } from './stop-transfer'

/** A signed transfer that cannot go on as it was signed (its receiver changed or went) goes back to the search. */
export async function redrawTransfer(
  actor: StaffActor,
  input: { requestId: string; version: number },
): Promise<Outcome> {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  const item = request?.items.find(({ right }) => right === 'portability')
  if (!request || !item) return refuse('not-found')
  if (item.version !== input.version) return refuse('conflict')
  if (item.status !== 'approved') return refuse('wrong-status')
  return commit(actor, request.id, async (tx, say) => {
    await stopTransfer(tx, say, item.id, 'drawn-again')
    await returnToSearch(tx, say, request.id, [item])
    return {}
  })
}
