// Looking for somebody would read whole tables, since no index helps: the data protection officer has it done all the same.
// Statements still end when they take too long.
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { enqueue } from '../platform/queue'
import { Conflict, commit } from './commit-item'
import { returnToSearch, searchable } from './discover-data'
import { loadRequest } from './load-case'

export async function searchAnyway(actor: StaffActor, input: { requestId: string; version: number }): Promise<Outcome> {
  if (!may(actor, 'decideIdentity')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.version !== input.version) return refuse('conflict')
  const asking = request.identity === 'waiting' && request.identityReason === 'slow-lookup'
  const items = asking ? [] : await searchable(request)
  if (request.searchAnyway || (!asking && items.length === 0)) return refuse('wrong-status')
  return commit(actor, request.id, async (tx, say) => {
    const { count } = await tx.subjectRequest.updateMany({
      where: { id: request.id, version: request.version },
      data: { searchAnyway: true, version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('slow-search.allowed', { identity: asking }))
    if (asking) await enqueue(tx, 'verify-identity', { requestId: request.id })
    else await returnToSearch(tx, say, request.id, items)
    return {}
  })
}
