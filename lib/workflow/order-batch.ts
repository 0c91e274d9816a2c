import { randomUUID } from 'node:crypto'
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { type BatchSchedule, batchSchedules, clientsMap, readPeople } from '../domain/transfer/batch'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { sealForOffice } from '../platform/request-vault'
import { currentMap } from './current-map'
import { ownController } from './own-controller'

/** `people`: a text with one identifier of the kind `identifier` a line. */
export type OrderBatch = { receiver: string; schedule: string; identifier: string; people: string }

export const peoplePlace = (batchId: string) => `partner_batch.people:${batchId}`

const isSchedule = (text: string): text is BatchSchedule => (batchSchedules as readonly string[]).includes(text)

/** A controller's person orders the packages of its own customers, as one dated folder; the officer accepts it. */
export async function orderBatch(actor: StaffActor, input: OrderBatch): Promise<Outcome<{ batchId: string }>> {
  if (!may(actor, 'orderBatch')) return refuse('not-permitted')
  const controller = await ownController(actor)
  const { map } = await currentMap(db)
  if (controller === null || clientsMap(map, controller).datasets.length === 0) return refuse('no-own-data')
  const { schedule } = input
  if (!isSchedule(schedule)) return refuse('unknown-schedule')
  const identifier = map.identifiers.find(({ key }) => key === input.identifier)
  if (!identifier) return refuse('identifier-unreadable')
  const read = readPeople(input.people, identifier)
  if (!read.ok) return refuse(read.reason, { line: read.line })
  const receiver = await db.transferReceiver.findUnique({ where: { key: input.receiver } })
  if (!receiver || receiver.disabledAt || receiver.protocol === 'https-download') return refuse('receiver-missing')
  const id = randomUUID()
  const people = read.people.length
  await inTransaction(async (tx) => {
    await tx.partnerBatch.create({
      data: {
        ...{ id, controllerKey: controller, receiverId: receiver.id, receiverVersion: receiver.version, schedule },
        ...{ people, orderedBy: actor.userId },
        peopleEnc: sealForOffice(peoplePlace(id), JSON.stringify(read.people)),
      },
    })
    const body = { batchId: id, controller, receiver: receiver.key, people, schedule }
    await appendEvidence(tx, { actor, event: evidence('batch.ordered', body) })
  })
  return { ok: true, batchId: id }
}
