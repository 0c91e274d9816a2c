// Identity is decided: each right takes its own course. Deletion and copy are searched for; correction and transfer
// become a colleague's task, done by hand and recorded.
import { evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { Conflict, moveItem, type Say } from './commit-item'
import type { RequestCase } from './load-case'

export type Proof = {
  /** contact-on-file | on-file-link | call-back | known-contact | other */
  method: string
  /** security.md, Identity: 1 mailbox, 2 mailbox and something else, 3 seen in person. */
  level: number
  system: string | null
  decidedBy?: string
}

const taskKinds: Partial<Record<Right, 'rectify' | 'transfer'>> = { rectification: 'rectify', portability: 'transfer' }

/** @throws Conflict where identity was decided since the request was read. */
export async function proveIdentity(tx: Transaction, say: Say, request: RequestCase, proof: Proof): Promise<void> {
  const { method, level, system, decidedBy } = proof
  const { count } = await tx.subjectRequest.updateMany({
    where: { id: request.id, identity: request.identity, version: request.version },
    data: {
      identity: 'proven',
      identityReason: null,
      identityLevel: level,
      identityProof: { method, decidedBy: decidedBy ?? null, decidedAt: now().toString() },
      confirmedAt: request.confirmedAt ?? instantToDate(now()),
      version: { increment: 1 },
    },
  })
  if (count !== 1) throw new Conflict()
  say(evidence('identity.proven', { method, level, system }))
  const waiting = request.items.filter((item) => item.status === 'waiting')
  for (const item of waiting) await start(tx, say, item)
  if (waiting.some(({ right }) => !taskKinds[right as Right])) {
    await enqueue(tx, 'discover-data', { requestId: request.id })
  }
}

async function start(tx: Transaction, say: Say, item: RequestCase['items'][number]): Promise<void> {
  const right = item.right as Right
  const kind = taskKinds[right]
  await moveItem(tx, item, { status: kind ? 'by-hand' : 'discovering' })
  if (!kind) return
  const { id } = await tx.manualTask.create({ data: { itemId: item.id, kind }, select: { id: true } })
  say(evidence('task.opened', { itemId: item.id, right, taskId: id, kind }))
}
