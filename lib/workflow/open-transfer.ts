// Another controller fetches its package: by the link that was mailed and the word that was agreed on. Once; a transfer
// that broke off may be begun again by the same link, since nothing was had of it.
import { createHash, timingSafeEqual } from 'node:crypto'
import { finished, type Readable } from 'node:stream'
import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { hostOf } from '../domain/transfer/receiver'
import { instantToDate, now } from '../platform/clock'
import { linkTokenHash } from '../platform/crypto/tokens'
import { db } from '../platform/db/client'
import { log } from '../platform/log'
import { Conflict } from './commit-item'
import { keepSending, LEASE_SECONDS } from './delivery-lease'
import { commitDelivery, type DeliveryCase, deliveryBody, loadDelivery } from './load-delivery'
import { addressOf, secretOf } from './open-receiver'
import { packageParcel } from './package-parcel'
import type { Parcel } from './parcel-file'
import { networkAllows } from './rate-limit'
import { recordDelivered } from './record-delivery'
import { tellOfficer } from './tell-officer'

const MOST_TRIES = 5

export type OpenTransfer = { token: string; word: string }
export type FetchedPackage = { filename: string; bytes: number; sha256: string; stream: Readable }
type Why = 'too-many-requests' | 'link-gone' | 'word-wrong' | 'package-damaged' | 'conflict'

export async function openTransfer(
  actor: PublicActor,
  { token, word }: OpenTransfer,
): Promise<Outcome<FetchedPackage, Why>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const delivery = await offered(token)
  if (!delivery) return refuse('link-gone')
  // Counted before it is compared: of many at once no more than five are.
  const tries = await spendTry(delivery)
  if (tries === null) return refuse('link-gone')
  if (!isWord(delivery, word)) return refuseWord(actor, delivery, tries)
  const parcel = await packageParcel(delivery)
  const archive = 'files' in parcel ? parcel.files[0] : undefined
  if ('unsendable' in parcel || !archive) return refuse('package-damaged')
  const taken = await take(actor, delivery)
  if (!taken.ok) return taken
  const stream = archive.open(0)
  closeWhenOver(actor, taken.delivery, parcel, stream)
  return { ok: true, filename: archive.name, bytes: archive.bytes, sha256: archive.sha256, stream }
}

async function offered(token: string): Promise<DeliveryCase | null> {
  const hash = linkTokenHash(token)
  if (hash === null) return null
  const found = await db.transferDelivery.findUnique({
    where: { tokenHash: Buffer.from(hash, 'hex') },
    select: { id: true, status: true, tokenUntil: true, tokenTries: true },
  })
  if (found?.status !== 'offered' || found.tokenTries >= MOST_TRIES) return null
  if (!found.tokenUntil || found.tokenUntil <= instantToDate(now())) return null
  const delivery = await loadDelivery(found.id)
  const stands = delivery && !delivery.receiver.disabledAt && delivery.receiver.version === delivery.receiverVersion
  return stands ? delivery : null
}

function isWord({ receiver }: DeliveryCase, typed: string): boolean {
  const secret = secretOf(receiver)
  if (!secret || !('word' in secret)) return false
  const digest = (text: string) => createHash('sha256').update(text.normalize('NFC').trim()).digest()
  return timingSafeEqual(digest(secret.word), digest(typed.slice(0, 20_000)))
}

/** Null where the link has no try left, or is over. */
async function spendTry({ id }: DeliveryCase): Promise<number | null> {
  const [spent] = await db.$queryRaw<{ tries: number }[]>`
    UPDATE transfer_delivery SET token_tries = token_tries + 1
     WHERE id = ${id}::uuid AND status = 'offered' AND token_tries < ${MOST_TRIES} RETURNING token_tries AS tries`
  return spent?.tries ?? null
}

/** Five wrong words end the link: whoever guesses has to have the mailbox as well, and no more than five tries. */
async function refuseWord(
  actor: PublicActor,
  delivery: DeliveryCase,
  tries: number,
): Promise<Outcome<FetchedPackage, Why>> {
  if (tries < MOST_TRIES) return refuse('word-wrong', { triesLeft: MOST_TRIES - tries })
  const done = await commitDelivery(actor, delivery, async (tx, say) => {
    const ended = { status: 'refused', problem: 'word-wrong', tokenHash: null }
    const { count } = await tx.transferDelivery.updateMany({
      where: { id: delivery.id, status: 'offered' },
      data: ended,
    })
    if (count !== 1) throw new Conflict()
    const { attempts } = delivery
    say(evidence('transfer.refused', { ...deliveryBody(delivery), attempt: attempts, problem: 'word-wrong' }))
    await tellOfficer(tx, say, delivery, { problem: 'word-wrong', attempts, final: true })
    return {}
  })
  return done.ok ? refuse('word-wrong', { triesLeft: 0 }) : done
}

/** Of two at once one fetches. A process that dies with it leaves a lease that ends, and the queue offers it anew. */
function take(actor: PublicActor, delivery: DeliveryCase): Promise<Outcome<{ delivery: DeliveryCase }, 'conflict'>> {
  const fence = delivery.fence + 1
  return commitDelivery(actor, delivery, async (tx, say) => {
    const { count } = await tx.transferDelivery.updateMany({
      where: { id: delivery.id, status: 'offered', fence: delivery.fence },
      data: {
        status: 'sending',
        fence,
        tokenTries: 0,
        leaseUntil: instantToDate(now().add({ seconds: LEASE_SECONDS })),
      },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('transfer.attempted', { ...deliveryBody(delivery), attempt: delivery.attempts, fence }))
    return { delivery: { ...delivery, status: 'sending', fence } }
  })
}

/** Read to its last byte: handed over, for good. Ended before: the link holds on. */
function closeWhenOver(actor: PublicActor, delivery: DeliveryCase, parcel: Parcel, stream: Readable): void {
  const { fence, attempts: attempt, receiver } = delivery
  const lease = keepSending({ delivery, fence, attempt })
  // Withdrawn meanwhile: not a byte more.
  lease.signal.addEventListener('abort', () => stream.destroy(new Error('stopped')))
  finished(stream, { writable: false }, (error) => {
    lease.stop()
    const over = error ? giveBack(delivery) : handedOver()
    over.catch((failure: unknown) => log.error('transfer-not-closed', { deliveryId: delivery.id }, failure))
  })
  const handedOver = async () => {
    const [file] = parcel.files
    if (!file) return
    const { name, bytes, sha256 } = file
    const receipt = {
      files: [{ name, bytes, sha256, verifiedBy: 'answer' as const }],
      ...{ host: hostOf(addressOf(receiver)), fingerprint: 'https-download', at: now().toString() },
    }
    await recordDelivered(actor, { delivery, fence, attempt }, parcel, receipt)
  }
}

const giveBack = ({ id, fence }: DeliveryCase) =>
  db.transferDelivery.updateMany({
    where: { id, fence, status: 'sending' },
    data: { status: 'offered', leaseUntil: null },
  })
