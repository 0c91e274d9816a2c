// Where packages can be sent. Never the secret: what is not read cannot be shown.
import type { StaffActor } from '../domain/actor'
import { may } from '../domain/request/status'
import type { EncryptTo, ReceiverAddress, TransferProtocol } from '../domain/transfer/receiver'
import { plainDate } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { deliveryOf, type ItemDelivery } from './item-transfer'

export type ReceiverState = 'unchecked' | 'reached' | 'failed' | 'disabled'
export type ReceiverLine = {
  id: string
  key: string
  version: number
  name: string
  country: string
  listedOn: string | null
  protocol: TransferProtocol
  address: ReceiverAddress
  state: ReceiverState
  failure: string | null
  checkedAt: string | null
  disabledAt: string | null
  encryptTo: EncryptTo | null
}
export type SentThere = ItemDelivery & { requestId: string | null; reference: string | null }
export type ReceiverSheet = ReceiverLine & { deliveries: SentThere[] }

const shown = {
  ...{ id: true, key: true, version: true, name: true, country: true, protocol: true, address: true },
  ...{ encryptTo: true, listedOn: true, checkedAt: true, failure: true, disabledAt: true },
} satisfies Prisma.TransferReceiverSelect
type Row = Prisma.TransferReceiverGetPayload<{ select: typeof shown }>

const MOST_DELIVERIES = 20

/** In use first, then by name. */
export async function receivers(actor: StaffActor): Promise<ReceiverLine[]> {
  if (!may(actor, 'see')) return []
  return (await rowsInOrder()).map(lineOf)
}

type Usable = { key: string; name: string; country: string; protocol: TransferProtocol }

/** To choose one from: also for a client's person who orders packages. */
export async function receiversInUse(actor: StaffActor): Promise<Usable[]> {
  if (!may(actor, 'see') && !may(actor, 'orderBatch')) return []
  const rows = await rowsInOrder()
  return rows
    .filter(({ disabledAt }) => !disabledAt)
    .map(({ key, name, country, protocol }) => ({ key, name, country, protocol: protocol as TransferProtocol }))
}

const rowsInOrder = () =>
  db.transferReceiver.findMany({
    select: shown,
    orderBy: [{ disabledAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
  })

export async function receiver(actor: StaffActor, key: string): Promise<ReceiverSheet | null> {
  if (!may(actor, 'see')) return null
  const row = await db.transferReceiver.findUnique({ where: { key }, select: shown })
  return row && { ...lineOf(row), deliveries: await sentTo(row.id) }
}

async function sentTo(receiverId: string): Promise<SentThere[]> {
  const rows = await db.transferDelivery.findMany({
    where: { receiverId },
    include: { item: { select: { request: { select: { id: true, reference: true } } } } },
    orderBy: { createdAt: 'desc' },
    take: MOST_DELIVERIES,
  })
  return rows.map(({ item, ...row }) => ({
    ...deliveryOf(row),
    requestId: item?.request.id ?? null,
    reference: item?.request.reference ?? null,
  }))
}

function lineOf(row: Row): ReceiverLine {
  const { id, key, version, name, country, protocol, failure } = row
  return {
    ...{ id, key, version, name, country, failure },
    protocol: protocol as TransferProtocol,
    address: row.address as ReceiverAddress,
    listedOn: row.listedOn ? plainDate(row.listedOn).toString() : null,
    state: stateOf(row),
    checkedAt: row.checkedAt?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    encryptTo: row.encryptTo as EncryptTo | null,
  }
}

function stateOf({ disabledAt, failure, checkedAt }: Row): ReceiverState {
  if (disabledAt) return 'disabled'
  if (failure) return 'failed'
  return checkedAt ? 'reached' : 'unchecked'
}
