// A search found more people than the decision about identity spoke of: nothing is planned, and the DPO decides again.
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { PersonKeys } from '../domain/findings'
import { type IdentityDoubt, identityDoubt } from '../domain/identity-doubt'
import type { Transaction } from '../platform/db/client'
import { Conflict, moveItem, type Say } from './commit-item'
import { supersedePlan } from './draw-plan'
import type { RequestCase } from './load-case'
import { stopTransfer } from './stop-transfer'

type Decision = { method?: string; decidedAt?: string; onePerson?: boolean } | null

type Before = { findings: readonly { systemKey: string; status: string; foundAt: Date }[]; known: PersonKeys | null }

/** `findings`: of every search before; `known`: as the newest of them left it. */
export function doubtOf(
  request: RequestCase,
  map: DataMap,
  { findings, known }: Before,
  person: PersonKeys,
): IdentityDoubt | null {
  const decision = request.identityProof as Decision
  const decidedAt = decision?.decidedAt ? Temporal.Instant.from(decision.decidedAt).epochMilliseconds : 0
  const since = findings.filter(({ foundAt }) => foundAt.getTime() >= decidedAt)
  const answered = new Set(findings.filter(({ status }) => status === 'searched').map(({ systemKey }) => systemKey))
  return identityDoubt({
    datasets: map.datasets,
    before: since.length > 0 ? known : null,
    after: person,
    onePerson: decision?.onePerson ?? false,
    oneASystem: decision?.method === 'contact-on-file',
    answerNow: since.map(({ systemKey }) => systemKey).filter((system) => !answered.has(system)),
  })
}

/**
 * A signed copy or transfer may wait for weeks, for a colleague or a controller, and is built by the keys of whoever is
 * decided on last.
 */
const isUndone = ({ right, status }: RequestCase['items'][number]): boolean =>
  status === 'discovering' ||
  status === 'planned' ||
  status === 'prepared' ||
  ((right === 'access' || right === 'portability') && status === 'approved')

/** Within `commit`. What is carried out already goes on: it speaks of the records that were decided on. */
export async function askIdentityAgain(
  tx: Transaction,
  say: Say,
  request: RequestCase,
  reason: IdentityDoubt,
): Promise<void> {
  const { count } = await tx.subjectRequest.updateMany({
    where: { id: request.id, identity: 'proven' },
    data: { identity: 'waiting', identityReason: reason, provenIdentifiersEnc: null, version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
  for (const item of request.items.filter(isUndone)) {
    await moveItem(tx, item, { status: 'waiting' })
    const signed = item.status === 'approved'
    if (item.right === 'portability' && signed) await stopTransfer(tx, say, item.id, 'identity-doubted')
    const status = { in: signed ? ['approved'] : ['draft', 'prepared'] }
    const open = await tx.plan.findMany({ where: { itemId: item.id, status } })
    for (const plan of open) await supersedePlan(tx, say, item, plan, 'identity-doubted')
  }
  say(evidence('identity.waiting', { reason, matches: 0 }))
}
