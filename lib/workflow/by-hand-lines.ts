// What was done in systems that no connector reaches, for the answer and for the certificate.
import type { CertifiedByHand } from '../domain/certificate'
import { taskSystemOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import type { ByHandLine } from '../domain/letters/answer-facts'
import type { Prisma, Transaction } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'

type Reader = Pick<Transaction, 'manualTask'>
type Item = { id: string; requestId: string; right: string }
type Task = Prisma.ManualTaskGetPayload<object>

/** The request's searches and the item's own erasures, in the order in which they were settled. */
const settledTasks = (from: Reader, item: Item): Promise<Task[]> =>
  from.manualTask.findMany({
    where: {
      status: { in: ['done', 'kept'] },
      OR: [
        { kind: 'find', item: { requestId: item.requestId } },
        { kind: 'erase', itemId: item.id },
      ],
    },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  })

const nameOf = (map: DataMap, { systemKey }: Task): string =>
  taskSystemOf(map, systemKey ?? '')?.name ?? systemKey ?? ''

/** Of an erasure. A place where nobody was found has no line. */
export async function byHandLines(from: Reader, vault: RequestVault, item: Item, map: DataMap): Promise<ByHandLine[]> {
  const erased = (await settledTasks(from, item)).filter(({ kind }) => kind === 'erase')
  return erased.map((task) => ({
    system: nameOf(map, task),
    records: task.records ?? 0,
    kept: task.status === 'kept' && task.noteEnc ? vault.open(`manual_task.note:${task.id}`, task.noteEnc) : null,
  }))
}

export async function certifiedByHand(from: Reader, item: Item, map: DataMap): Promise<CertifiedByHand[]> {
  const tasks = await settledTasks(from, item)
  return tasks.map((task) => ({
    system: nameOf(map, task),
    what: task.kind === 'find' ? 'searched' : task.status === 'kept' ? 'kept' : 'erased',
    records: task.records ?? 0,
    at: (task.doneAt ?? task.createdAt).toISOString(),
    evidenceSha256: task.fileSha256,
  }))
}

/** What goes into the copy: every search that found something, with its words and its file. */
export const foundByHand = async (from: Reader, item: Item): Promise<Task[]> =>
  (await settledTasks(from, item)).filter(({ kind, records }) => kind === 'find' && (records ?? 0) > 0)
