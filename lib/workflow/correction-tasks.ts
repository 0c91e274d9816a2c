// What colleagues do beside a correction that is carried out: what the person asked for in their own words, and what the
// law offers for what stays as it is.
import { correctionKinds, unsettled } from '../domain/by-hand/task'
import type { CorrectionByHand } from '../domain/letters/answer-facts'
import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import type { RequestVault } from '../platform/request-vault'

type Reader = Pick<Transaction, 'manualTask'>

const ofItem = (itemId: string) => ({ itemId, kind: { in: [...correctionKinds] } })

export async function correctionByHand(
  from: Reader,
  vault: RequestVault,
  itemId: string,
): Promise<{ waits: boolean; lines: CorrectionByHand[] }> {
  const tasks = await from.manualTask.findMany({ where: ofItem(itemId), orderBy: { id: 'asc' } })
  return {
    waits: tasks.some(({ status }) => unsettled.some((one) => one === status)),
    // A task that ended because its wishes were refused has no words of its own.
    lines: tasks.flatMap(({ id, kind, status, noteEnc }) =>
      noteEnc === null
        ? []
        : [
            {
              kind: kind as CorrectionByHand['kind'],
              done: status === 'done',
              note: vault.open(`manual_task.note:${id}`, noteEnc),
            },
          ],
    ),
  }
}

/** Within `commit`: the steps that a signed correction still waits for close it themselves. */
export async function closeWhenDone(tx: Transaction, { id: itemId }: { id: string }): Promise<void> {
  const open = await tx.manualTask.count({ where: { ...ofItem(itemId), status: { in: [...unsettled] } } })
  const running = await tx.step.count({
    where: { plan: { itemId, status: 'approved' }, status: { not: 'verified' } },
  })
  if (open === 0 && running === 0) await enqueue(tx, 'close-item', { itemId })
}
