// What was done in systems that no connector reaches, for the answer and for the certificate.
import { ownKinds, unsettled } from '../domain/by-hand/task'
import type { CertifiedByHand } from '../domain/certificate'
import { taskSystemOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import type { ByHandLine, NamedByOthers } from '../domain/letters/answer-facts'
import type { Prisma, Transaction } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'

type Reader = Pick<Transaction, 'manualTask'>
type Item = { id: string; requestId: string; right: string }
type Task = Prisma.ManualTaskGetPayload<object>

/** What an item waits for and tells of: the request's searches and its own erasures. */
export const tasksOf = (item: { id: string; requestId: string }) => [
  { kind: 'find', item: { requestId: item.requestId } },
  { kind: { in: [...ownKinds] }, itemId: item.id },
]

/** `waits`: one is open or waits for the DPO. `settled`: in the order in which they were. */
export async function itemTasks(from: Reader, item: Item): Promise<{ waits: boolean; settled: Task[] }> {
  const tasks = await from.manualTask.findMany({
    where: { OR: tasksOf(item) },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  })
  return {
    waits: tasks.some(({ status }) => unsettled.some((one) => one === status)),
    settled: tasks.filter(({ status }) => status === 'done' || status === 'kept'),
  }
}

const nameOf = (map: DataMap, { systemKey }: Task): string =>
  taskSystemOf(map, systemKey ?? '')?.name ?? systemKey ?? ''

/** Of an erasure. A place where nobody was found has no line. */
export function byHandLines(settled: Task[], vault: RequestVault, map: DataMap): ByHandLine[] {
  const erased = settled.filter(({ kind }) => kind === 'erase')
  return erased.map((task) => ({
    system: nameOf(map, task),
    records: task.records ?? 0,
    kept: task.status === 'kept' && task.noteEnc ? vault.open(`manual_task.note:${task.id}`, task.noteEnc) : null,
  }))
}

/** Holdings of the systems in which a colleague erased something: keys. */
export const erasedByHand = (settled: Task[], map: DataMap): string[] =>
  settled
    .filter(({ kind, status, records }) => kind === 'erase' && status === 'done' && (records ?? 0) > 0)
    .flatMap(({ systemKey }) => taskSystemOf(map, systemKey ?? '')?.holdings ?? [])
    .map(({ key }) => key)

/** Others' texts that name the person were looked at; the officer's words on it go into the answer. */
export function namedByOthers(settled: Task[], vault: RequestVault): NamedByOthers | null {
  const task = settled.find(({ kind }) => kind === 'mentions')
  if (!task?.noteEnc) return null
  return { changed: task.records === null, note: vault.open(`manual_task.note:${task.id}`, task.noteEnc) }
}

export async function certifiedByHand(from: Reader, item: Item, map: DataMap): Promise<CertifiedByHand[]> {
  const { settled } = await itemTasks(from, item)
  return settled
    .filter(({ systemKey }) => systemKey !== null)
    .map((task) => ({
      system: nameOf(map, task),
      what: task.kind === 'find' ? 'searched' : task.status === 'kept' ? 'kept' : 'erased',
      records: task.records ?? 0,
      at: (task.doneAt ?? task.createdAt).toISOString(),
      evidenceSha256: task.fileSha256,
    }))
}

/** What goes into the copy: every search that found something, with its words and its file. */
export const foundByHand = (settled: Task[]): Task[] =>
  settled.filter(({ kind, records }) => kind === 'find' && (records ?? 0) > 0)
