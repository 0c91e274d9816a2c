import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { type ItemStatus, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { type TransferWishForm, transferWishForm } from '../schemas/transfer-wish'
import { Conflict, commit } from './commit-item'
import { drawAgain } from './draw-again'
import { loadRequest, vaultOf } from './load-case'
import { wishColumns } from './transfer-wish-row'

export type SetTransferWish = {
  requestId: string
  /** Of the wish that was looked at; 0 where there was none. */
  version: number
  form: unknown
}

/** The person says where their data goes. Until it is signed they may change their mind; each change is asked to be confirmed anew. */
export async function setTransferWish(actor: SubjectActor, input: SetTransferWish): Promise<Outcome> {
  if (actor.level !== 'code' || actor.requestId !== input.requestId) return refuse('not-permitted')
  const parsed = transferWishForm.safeParse(input.form)
  if (!parsed.success) return refuse('wish-unfit', { problem: parsed.error.issues[0]?.message ?? '' })
  const form: TransferWishForm = parsed.data
  const request = await loadRequest(input.requestId)
  const item = request?.items.find(({ right }) => right === 'portability')
  if (!request || !item) return refuse('not-found')
  if (!permits('setTransferWish', item.status as ItemStatus)) return refuse('wrong-status')
  const { id, ...columns } = wishColumns(vaultOf(request), form, instantToDate(now()))
  return commit(actor, request.id, async (tx, say) => {
    const standing = await tx.transferWish.findUnique({ where: { itemId: item.id } })
    if ((standing?.version ?? 0) !== input.version) throw new Conflict()
    // Sealed for its own row: a new wish is a new row.
    if (standing) await tx.transferWish.delete({ where: { id: standing.id } })
    const version = input.version + 1
    await tx.transferWish.create({ data: { id, itemId: item.id, version, ...columns } })
    say(evidence('transfer.wished', { itemId: item.id, toWhom: form.toWhom, wish: version }))
    await drawAgain(tx, say, request.id, item)
    return {}
  })
}
