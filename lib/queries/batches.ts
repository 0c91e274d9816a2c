// What partners order for many of their own customers at once: counts and dates; whom it is about stays sealed.
import type { StaffActor } from '../domain/actor'
import { may } from '../domain/request/status'
import type { BatchSchedule } from '../domain/transfer/batch'
import { plainDate } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { ownController } from './acceptances'
import { deliveryOf, type ItemDelivery } from './item-transfer'
import { newestMap } from './office'

export type BatchStatus = 'ordered' | 'accepted' | 'running' | 'delivered' | 'refused' | 'ended'
export type BatchResult = { found: number; unknown: number; rows: number }
export type BatchLine = {
  id: string
  version: number
  controller: string
  receiver: string
  country: string
  listedOn: string | null
  schedule: BatchSchedule
  status: BatchStatus
  people: number
  orderedAt: string
  nextRunOn: string | null
  result: BatchResult | null
  runs: ItemDelivery[]
}

const MOST_RUNS = 20
const shape = { deliveries: { orderBy: { createdAt: 'desc' }, take: MOST_RUNS } } satisfies Prisma.PartnerBatchInclude
type Row = Prisma.PartnerBatchGetPayload<{ include: typeof shape }>

/** Newest first; a controller's person sees their own controller's. */
export async function batches(actor: StaffActor): Promise<BatchLine[]> {
  const where = await theirs(actor)
  if (!where) return []
  return named(await db.partnerBatch.findMany({ where, include: shape, orderBy: { orderedAt: 'desc' }, take: 100 }))
}

export async function batch(actor: StaffActor, id: string): Promise<BatchLine | null> {
  const where = await theirs(actor)
  if (!where || !/^[0-9a-f-]{36}$/i.test(id)) return null
  const row = await db.partnerBatch.findFirst({ where: { ...where, id }, include: shape })
  return row ? ((await named([row]))[0] ?? null) : null
}

async function theirs(actor: StaffActor): Promise<Prisma.PartnerBatchWhereInput | null> {
  if (!may(actor, 'seeBatches')) return null
  if (may(actor, 'see')) return {}
  const own = await ownController(actor)
  return own && { controllerKey: own.key }
}

async function named(rows: Row[]): Promise<BatchLine[]> {
  const [newest, receivers] = await Promise.all([
    newestMap(),
    db.transferReceiver.findMany({
      where: { id: { in: rows.map(({ receiverId }) => receiverId) } },
      select: { id: true, name: true, country: true, listedOn: true },
    }),
  ])
  return rows.map((row) => {
    const receiver = receivers.find(({ id }) => id === row.receiverId)
    return {
      id: row.id,
      version: row.version,
      controller: newest?.map.controllers.find(({ key }) => key === row.controllerKey)?.name ?? row.controllerKey,
      receiver: receiver?.name ?? '',
      country: receiver?.country ?? '',
      listedOn: receiver?.listedOn ? plainDate(receiver.listedOn).toString() : null,
      schedule: row.schedule as BatchSchedule,
      status: row.status as BatchStatus,
      people: row.people,
      orderedAt: row.orderedAt.toISOString(),
      nextRunOn: row.nextRunOn ? plainDate(row.nextRunOn).toString() : null,
      result: row.result as BatchResult | null,
      runs: row.deliveries.map(deliveryOf),
    }
  })
}
