// Hourly: what has had its time goes. Small batches, each request in a transaction of its own, so that a worker that
// dies in the middle has done what it did and the next run does the rest.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { instantToDate, now, plainDate } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { setting } from '../platform/settings'
import { discard } from '../platform/storage'
import { destroyPersonalData } from './destroy-personal-data'
import { lapseOffers } from './lapse-offers'
import { sweepStorage } from './sweep-storage'

const BATCH = 500
/** Kept 5 years after closure, then the key is destroyed. */
const RETENTION_YEARS = 5
const DAYS_AFTER_COLLECTION = 7
const DAYS_OF_DEAD_LINKS = 30
/** As long as end-holds asks for it. */
const DAYS_OF_FREEING = 7

export type Expired = {
  lapsed: number
  packages: number
  destroyed: number
  links: number
  codes: number
  counters: number
  suppressed: number
}

export async function expire(actor: WorkerActor): Promise<{ ok: true } & Expired> {
  const lapsed = await lapseUnconfirmed(actor)
  await lapseOffers(actor)
  const packages = await expirePackages(actor)
  await sweepStorage()
  const destroyed = await endRetention(actor)
  await forgetMatters()
  const codes = await db.oneTimeCode.deleteMany({ where: { expiresAt: { lt: ago({ hours: 24 }) } } })
  const links = await db.subjectLink.deleteMany({
    where: { expiresAt: { lt: ago({ hours: 24 * DAYS_OF_DEAD_LINKS }) }, codes: { none: {} } },
  })
  const forgotten = await db.suppression.deleteMany({ where: { expiresAt: { lt: ago({ hours: 0 }) } } })
  // The limiter counts in the machine's own time.
  const counters = await db.rateLimit.deleteMany({ where: { expire: { lt: Date.now() } } })
  return {
    ok: true,
    lapsed,
    packages,
    destroyed,
    links: links.count,
    codes: codes.count,
    counters: counters.count,
    suppressed: forgotten.count,
  }
}

const ago = (duration: { hours: number }): Date => instantToDate(now().subtract(duration))

/** A request whose mailbox nobody confirmed is nobody's. What colleagues entered for a person waits for them instead. */
async function lapseUnconfirmed(actor: WorkerActor): Promise<number> {
  const days = await setting(db, 'unconfirmed-days')
  const due = await db.subjectRequest.findMany({
    where: { status: 'unconfirmed', channel: 'web', receivedAt: { lt: ago({ hours: 24 * days }) } },
    select: { id: true, receivedOn: true },
    take: BATCH,
  })
  let lapsed = 0
  for (const request of due) {
    lapsed += await inTransaction(async (tx) => {
      const { count } = await tx.subjectRequest.updateMany({
        // Confirmed in this very moment: then it stays.
        where: { id: request.id, status: 'unconfirmed', confirmedAt: null },
        data: { status: 'lapsed', closedAt: instantToDate(now()) },
      })
      if (count === 0) return 0
      await tx.requestItem.updateMany({
        where: { requestId: request.id, status: 'waiting' },
        data: { status: 'withdrawn', outcome: 'withdrawn', version: { increment: 1 } },
      })
      await destroyPersonalData(tx, request.id)
      const event = evidence('request.lapsed', { submittedOn: plainDate(request.receivedOn).toString() })
      await appendEvidence(tx, { actor, requestId: request.id, event })
      return 1
    })
  }
  return lapsed
}

/** The file goes first: a row that still names a missing file is tried again, a forgotten file would stay for ever. */
async function expirePackages(actor: WorkerActor): Promise<number> {
  const due = await db.accessPackage.findMany({
    where: {
      deletedAt: null,
      OR: [
        { expiresAt: { lt: ago({ hours: 0 }) } },
        { collectedAt: { lt: ago({ hours: 24 * DAYS_AFTER_COLLECTION }) } },
      ],
    },
    take: BATCH,
  })
  for (const { id, requestId, itemId, storageName } of due) {
    await discard(storageName)
    await inTransaction(async (tx) => {
      const gone = { deletedAt: instantToDate(now()) }
      const { count } = await tx.accessPackage.updateMany({ where: { id, deletedAt: null }, data: gone })
      // Another worker's hour struck as well: the one that wrote it down first says so.
      if (count === 1)
        await appendEvidence(tx, { actor, requestId, event: evidence('package.expired', { itemId, packageId: id }) })
    })
  }
  return due.length
}

/** Of a matter that was lifted so long ago stays when it was, and where; not what colleagues wrote about people. */
async function forgetMatters(): Promise<void> {
  await db.matter.updateMany({
    where: { liftedAt: { lt: retentionEnd() }, OR: [{ nameEnc: { not: null } }, { reasonEnc: { not: null } }] },
    data: { nameEnc: null, reasonEnc: null },
  })
}

const retentionEnd = (): Date =>
  instantToDate(now().toZonedDateTimeISO('UTC').subtract({ years: RETENTION_YEARS }).toInstant())

/** Until it is over the person has to be told of its end, and their records to be found and freed. */
const lasting = () => ({
  OR: [{ status: { in: ['active', 'lift-announced'] } }, { liftedAt: { gt: ago({ hours: 24 * DAYS_OF_FREEING }) } }],
})

async function endRetention(actor: WorkerActor): Promise<number> {
  const due = await db.subjectRequest.findMany({
    where: {
      ...{ closedAt: { lt: retentionEnd() }, wrappedKey: { not: null } },
      items: { none: { restrictions: { some: lasting() } } },
    },
    select: { id: true },
    take: BATCH,
  })
  for (const { id } of due) {
    await inTransaction(async (tx) => {
      await destroyPersonalData(tx, id)
      await appendEvidence(tx, {
        actor,
        requestId: id,
        event: evidence('request.key-destroyed', { years: RETENTION_YEARS }),
      })
    })
  }
  return due.length
}
