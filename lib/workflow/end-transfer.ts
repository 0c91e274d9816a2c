// The end of a transfer that arrived: outcome, letter with the receipt, and our own copy of the package gone.
import type { Receipt } from '../delivery/carriers/carrier'
import { forwardedLines } from '../domain/letters/answer-lines'
import { leftOutPlace, withReasons } from '../domain/plan/left-out'
import { withoutRefused } from '../domain/plan/plan-portability'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import { isPartly, leftLines, transferredLines } from '../domain/transfer/outcome'
import { hostOf } from '../domain/transfer/receiver'
import { instantToDate, now, today } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { Conflict, type Say } from './commit-item'
import { mapVersion } from './current-map'
import { endItem } from './finish-item'
import { loadItem, vaultOf } from './load-case'
import type { DeliveryCase } from './load-delivery'
import { addressOf } from './open-receiver'

/** Within the commit that records the receipt. @returns storage names whose files go once it stands. @throws Conflict */
export async function endTransfer(
  tx: Transaction,
  say: Say,
  delivery: DeliveryCase,
  { bytes, sha256 }: { bytes: number; sha256: string },
  receipt: Receipt,
): Promise<string[]> {
  const item = delivery.item ? await loadItem(delivery.item.id, tx) : null
  const plan = item?.plans[0]
  if (!item || !plan || item.status !== 'approved') throw new Conflict()
  const { map } = await mapVersion(tx, plan.mapVersion)
  const handed = await handedOver(tx, plan)
  const vault = vaultOf(item.request)
  const opened = withReasons(handed, (reason) => vault.open(leftOutPlace(item.id), reason))
  const partly = isPartly(opened)
  const { name, country } = delivery.receiver
  const facts = {
    ...{ partly, bytes, sha256, seen: seenBy(delivery, receipt), deliveredOn: today(item.request.timeZone).toString() },
    receiver: { name, country, host: hostOf(addressOf(delivery.receiver)) },
    transferred: transferredLines(opened, map),
    ...{ left: leftLines(opened.left, map), forwarded: forwardedLines(opened, map) },
  }
  const letter = { kind: 'answer-transferred' as const, facts }
  await endItem(tx, say, { item, outcome: partly ? 'partly-transferred' : 'transferred', letter })
  return forgetPackage(tx, item.id, { keepRow: true })
}

function seenBy({ receiver }: DeliveryCase, { files }: Receipt): 'whole' | 'answered' | 'fetched' {
  if (addressOf(receiver).protocol === 'https-download') return 'fetched'
  const isRead = files.every(({ verifiedBy }) => verifiedBy === 'read-back' || verifiedBy === 'digest')
  return isRead ? 'whole' : 'answered'
}

/** The signed plan without what controllers refused. */
async function handedOver(tx: Transaction, plan: { id: string; document: unknown }): Promise<PortabilityPlan> {
  const refused = await tx.transferAcceptance.findMany({ where: { planId: plan.id, status: 'refused' } })
  return withoutRefused(
    plan.document as PortabilityPlan,
    refused.map(({ controllerKey }) => controllerKey),
  )
}

/** Sent, or not to be sent: nobody needs our copy. @returns names of files to discard after the commit. */
export async function forgetPackage(tx: Transaction, itemId: string, { keepRow = false } = {}): Promise<string[]> {
  const where = { itemId, forReceiver: true, deletedAt: null }
  const rows = await tx.accessPackage.findMany({ where, select: { storageName: true } })
  if (keepRow) await tx.accessPackage.updateMany({ where, data: { deletedAt: instantToDate(now()) } })
  else await tx.accessPackage.deleteMany({ where: { itemId, forReceiver: true } })
  return rows.map(({ storageName }) => storageName)
}
