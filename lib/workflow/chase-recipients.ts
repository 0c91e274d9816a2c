// Daily: a recipient who has not answered is reminded every seven days; the officer hears of it after two reminders, and
// after four a colleague tells them another way.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type ChaserDue, noticeChaserDue } from '../domain/recipients/notice'
import { instantToDate, now, today } from '../platform/clock'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import { Conflict, commit, type Say } from './commit-item'
import { mapIfAny } from './current-map'
import { controllerOf, letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { writeNoticeLetter } from './notice-letter'
import { writeLetter } from './write-letter'

const BATCH = 500

type Notice = Prisma.RecipientNoticeGetPayload<{ include: { item: { include: { request: true } } } }>

export async function chaseRecipients(actor: WorkerActor): Promise<{ ok: true; chased: number }> {
  // The time zone decides within the day; this only leaves out what cannot be due.
  const since = (chasers: number) => instantToDate(now().subtract({ hours: 24 * (7 * (chasers + 1) - 1) }))
  const late = await db.recipientNotice.findMany({
    where: {
      ...{ status: 'sent', bodyEnc: { not: null }, email: { not: null } },
      OR: [0, 1, 2, 3, 4].map((chasers) => ({ chasers, sentAt: { lt: since(chasers) } })),
    },
    include: { item: { include: { request: true } } },
    orderBy: { sentAt: 'asc' },
    take: BATCH,
  })
  let chased = 0
  for (const notice of late) if (await chase(actor, notice)) chased += 1
  return { ok: true, chased }
}

async function chase(actor: WorkerActor, notice: Notice): Promise<boolean> {
  const { timeZone, wrappedKey } = notice.item.request
  if (notice.sentAt === null || wrappedKey === null) return false
  const on = Temporal.Instant.from(notice.sentAt.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const due = noticeChaserDue({ on, chasers: notice.chasers }, today(timeZone).toString())
  if (!due) return false
  const done = await commit(actor, notice.requestId, async (tx, say) => {
    if (due.givenUp) await giveUp(tx, say, notice)
    else await remind(tx, say, notice, due)
    return {}
  })
  return done.ok
}

/** Answered, or reminded by another worker, in this very moment: then nothing is written. @throws Conflict */
async function change(tx: Transaction, notice: Notice, data: Prisma.RecipientNoticeUpdateManyMutationInput) {
  const { id, chasers, version } = notice
  const where = { id, status: 'sent', chasers, version }
  const { count } = await tx.recipientNotice.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  if (count !== 1) throw new Conflict()
}

const bodyOf = ({ id, itemId, act }: Notice) => ({ itemId, noticeId: id, act })

async function giveUp(tx: Transaction, say: Say, notice: Notice): Promise<void> {
  await change(tx, notice, { status: 'by-hand' })
  say(evidence('recipient.by-hand', { ...bodyOf(notice), reason: 'silent' }))
}

async function remind(tx: Transaction, say: Say, notice: Notice, { chaser, escalated }: ChaserDue): Promise<void> {
  const { itemId, locale, email } = notice
  const { request } = notice.item
  const link = await writeNoticeLetter(tx, request, { itemId, locale, email: email ?? '' }, chaser)
  await change(tx, notice, { ...link, chasers: chaser })
  say(evidence('letter.written', { letterId: link.letterId, kind: 'recipient-reminder' }))
  say(evidence('recipient.reminded', { ...bodyOf(notice), chaser, escalated, letterId: link.letterId }))
  if (escalated) await tellDpo(tx, say, notice, chaser)
}

async function tellDpo(tx: Transaction, say: Say, { item, recipient }: Notice, chasers: number): Promise<void> {
  const { request } = item
  const map = await mapIfAny(tx)
  if (!map) return
  const { dpo, country } = controllerOf(map, request.controllerKey)
  const letterId = await writeLetter(tx, vaultOf(request), {
    ...{ requestId: request.id, itemId: item.id, kind: 'recipient-silent', recipient: dpo.email },
    frame: letterFrame({ ...request, locale: country === 'FR' ? 'fr' : 'en' }, map),
    facts: { recipient, chasers, url: `${env().PUBLIC_URL.replace(/\/$/, '')}/desk/requests/${request.id}#recipients` },
  })
  say(evidence('letter.written', { letterId, kind: 'recipient-silent' }))
}
