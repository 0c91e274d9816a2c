// Load: what the verbs of a request look at before they decide.
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { openVault, type RequestVault } from '../platform/request-vault'

export type RequestCase = Prisma.SubjectRequestGetPayload<{ include: { items: true } }>
export type ItemCase = Prisma.RequestItemGetPayload<{
  include: { request: { include: { items: true } }; plans: true }
}>

export const loadRequest = (id: string): Promise<RequestCase | null> =>
  db.subjectRequest.findUnique({ where: { id }, include: { items: true } })

/** With its newest plan only. */
export const loadItem = (id: string, from: Pick<Transaction, 'requestItem'> = db): Promise<ItemCase | null> =>
  from.requestItem.findUnique({
    where: { id },
    include: { request: { include: { items: true } }, plans: { orderBy: { number: 'desc' }, take: 1 } },
  })

/** @throws where the request's key was destroyed: nothing about the person can be read any more. */
export function vaultOf(request: { id: string; wrappedKey: string | null }): RequestVault {
  if (request.wrappedKey === null) throw new Error('the key of this request was destroyed')
  return openVault({ id: request.id, wrappedKey: request.wrappedKey })
}
