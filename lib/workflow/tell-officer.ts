// The officer hears of a delivery that does not get through.
import { evidence } from '../domain/evidence/events'
import type { Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import type { Say } from './commit-item'
import { currentMap } from './current-map'
import { controllerOf, letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import type { DeliveryCase } from './load-delivery'
import { writeLetter } from './write-letter'

/** Within `commitDelivery`. Of a batch the desk alone tells: no request stands behind it, and so no key to seal a letter under. */
export async function tellOfficer(
  tx: Transaction,
  say: Say,
  { item, receiver }: DeliveryCase,
  { problem, attempts, final }: { problem: string; attempts: number; final: boolean },
): Promise<void> {
  if (!item) return
  const request = await tx.subjectRequest.findUniqueOrThrow({ where: { id: item.requestId } })
  // Its time is over: there is nobody left to tell about.
  if (request.wrappedKey === null) return
  const { map } = await currentMap(tx)
  const { dpo, country } = controllerOf(map, request.controllerKey)
  const locale = country === 'FR' ? 'fr' : 'en'
  const letterId = await writeLetter(tx, vaultOf(request), {
    ...{ requestId: request.id, itemId: item.id, kind: 'transfer-stuck', recipient: dpo.email },
    frame: letterFrame({ ...request, locale }, map),
    facts: {
      ...{ receiver: receiver.name, problem, attempts, final },
      url: `${env().PUBLIC_URL.replace(/\/$/, '')}/desk/requests/${request.id}`,
    },
  })
  say(evidence('letter.written', { letterId, kind: 'transfer-stuck' }))
}
