// A signed transfer: whoever answers for the data is asked first (Art. 28, 44), and only then is anything built.
import { randomUUID } from 'node:crypto'
import type { StaffActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import type { Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import { enqueue } from '../platform/queue'
import type { Say, SeenItem } from './commit-item'
import { mapVersion } from './current-map'
import { endTransferEmpty } from './end-transfer-empty'
import { controllerOf, letterFrame } from './letter-frame'
import { type ItemCase, vaultOf } from './load-case'
import { writeLetter } from './write-letter'

/** Within the commit of the signature; `moved`: the item as it stands after it. */
export async function startTransfer(
  tx: Transaction,
  say: Say,
  actor: StaffActor,
  moved: ItemCase & SeenItem,
  plan: { id: string },
  document: PortabilityPlan,
): Promise<void> {
  const { map } = await mapVersion(tx, document.mapVersion)
  if (document.datasets.length === 0) {
    return endTransferEmpty(tx, say, { item: moved, plan: document, map, decidedBy: actor.userId })
  }
  if (document.acceptances.length === 0) return enqueue(tx, 'build-package', { itemId: moved.id })
  for (const needed of document.acceptances) {
    const { controller: controllerKey, why, datasets } = needed
    const id = randomUUID()
    await tx.transferAcceptance.create({
      data: { id, itemId: moved.id, planId: plan.id, controllerKey, why, datasets },
    })
    const body = { itemId: moved.id, planId: plan.id, acceptanceId: id, controller: controllerKey, why }
    say(evidence('acceptance.asked', { ...body, datasets }))
    await askController(tx, say, moved, map, { id, controllerKey, document })
  }
}

type Asked = { id: string; controllerKey: string; document: PortabilityPlan }

/** To its own contact, in its language. What would go is shown behind the sign-in. */
async function askController(
  tx: Transaction,
  say: Say,
  item: ItemCase,
  map: DataMap,
  { id, controllerKey, document }: Asked,
): Promise<void> {
  const controller = controllerOf(map, controllerKey)
  const locale = controller.country === 'FR' ? 'fr' : 'en'
  const { destination } = document
  if (destination.to !== 'receiver') throw new Error('only what leaves for another controller is asked about')
  const { name } = await tx.transferReceiver.findUniqueOrThrow({ where: { key: destination.receiver } })
  const letterId = await writeLetter(tx, vaultOf(item.request), {
    ...{ requestId: item.requestId, itemId: item.id, kind: 'acceptance-asked', recipient: controller.dpo.email },
    frame: letterFrame({ ...item.request, locale }, map),
    facts: {
      ...{ controller: controller.name, receiver: name, country: destination.country },
      url: `${env().PUBLIC_URL.replace(/\/$/, '')}/desk/acceptances/${id}`,
    },
  })
  say(evidence('letter.written', { letterId, kind: 'acceptance-asked' }))
}
