// Handing the copy over: page opened with a code, a fresh code for this, the file checked to its last byte, the evidence
// written, and only then the first byte. Once: a transfer that broke off may be begun again with another fresh code,
// since the person has nothing of it, also where the process that handed it over died; one read to its end may not.
import { finished, type Readable } from 'node:stream'
import { type OpenedPackage, openPackage } from '../delivery/package/open-package'
import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { DecryptionError } from '../platform/crypto/decryption-error'
import { db, inTransaction, type Prisma } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { log } from '../platform/log'
import { openVault, VaultGone } from '../platform/request-vault'
import { tryCode } from './one-time-code'
import { packagePlace } from './package-course'
import { recordPackageRefused } from './record-package'

const COLLECTING_MINUTES = 15

/** `right`: of two packages the one that is meant; absent: the newest. */
export type CollectPackage = { requestId: string; code: string; right?: 'access' | 'portability' }
export type CollectedPackage = { filename: string; bytes: number; stream: Readable }
type Why =
  | 'not-permitted'
  | 'not-found'
  | 'already-collected'
  | 'being-collected'
  | 'package-expired'
  | 'code-wrong'
  | 'code-over'
  | 'package-damaged'
type Parcel = Prisma.AccessPackageGetPayload<{ include: { request: true } }>

export async function collectPackage(
  actor: SubjectActor,
  { requestId, code, right }: CollectPackage,
): Promise<Outcome<CollectedPackage, Why>> {
  if (actor.level !== 'code' || actor.requestId !== requestId) return refuse('not-permitted')
  const parcel = await db.accessPackage.findFirst({
    where: { requestId, forReceiver: false, ...(right && { itemId: await itemOf(requestId, right) }) },
    orderBy: { builtAt: 'desc' },
    include: { request: true },
  })
  if (!parcel || parcel.request.identityReason === 'disowned') return refuse('not-found')
  const gone = whyNot(parcel)
  if (gone) return refuse(gone)
  const tried = await spendCode(actor, requestId, code)
  if (!tried.ok) return tried
  const opened = await openParcel(parcel)
  if (!opened.ok) return refuseDamaged(actor, parcel, opened.reason)
  const taken = await take(actor, parcel, tried.codeId).catch(async (error) => {
    await opened.close()
    throw error
  })
  if (!taken) {
    await opened.close()
    return refuse('being-collected')
  }
  const stream = opened.stream()
  closeWhenOver(actor, parcel, taken, stream)
  return { ok: true, filename: `${parcel.request.reference}.zip`, bytes: Number(parcel.bytes), stream }
}

/** The nil id where the request has no such right: it matches nothing. */
async function itemOf(requestId: string, right: string): Promise<string> {
  const item = await db.requestItem.findUnique({
    where: { requestId_right: { requestId, right } },
    select: { id: true },
  })
  return item?.id ?? '00000000-0000-0000-0000-000000000000'
}

/** Without the request's key nothing is served, and that is said like any other damage. */
async function openParcel(parcel: Parcel): Promise<OpenedPackage | { ok: false; reason: 'key-missing' }> {
  const { id, requestId, request, storageName, sha256 } = parcel
  try {
    const { key } = openVault(request)
    const place = packagePlace(requestId, id)
    return await openPackage({ storageName, sha256, bytes: Number(parcel.bytes), key, place })
  } catch (error) {
    if (error instanceof VaultGone || error instanceof DecryptionError) return { ok: false, reason: 'key-missing' }
    throw error
  }
}

/** When a handing over that nobody ended has ended with its process. A slow line may take longer: no harm is done. */
const staleBefore = (): Date => instantToDate(now().subtract({ minutes: COLLECTING_MINUTES }))

function whyNot(parcel: Parcel): 'already-collected' | 'being-collected' | 'package-expired' | null {
  if (parcel.collectedAt) return 'already-collected'
  if (parcel.collectingAt && parcel.collectingAt > staleBefore()) return 'being-collected'
  return parcel.deletedAt || parcel.expiresAt <= instantToDate(now()) ? 'package-expired' : null
}

/** A wrong try commits too: it has to count. */
async function spendCode(
  actor: SubjectActor,
  requestId: string,
  code: string,
): Promise<{ ok: true; codeId: string } | Refusal<'code-wrong' | 'code-over'>> {
  const { linkId } = actor
  const tried = await inTransaction(async (tx) => {
    const tried = await tryCode(tx, { linkId, purpose: 'collect-package', code })
    if (!tried.right) {
      const event = evidence('code.refused', { linkId, codeId: tried.codeId, tries: tried.tries })
      await appendEvidence(tx, { actor, requestId, event })
    }
    return tried
  })
  if (tried.right) return { ok: true, codeId: tried.codeId }
  return tried.triesLeft > 0 ? refuse('code-wrong', { triesLeft: tried.triesLeft }) : refuse('code-over')
}

async function refuseDamaged(actor: SubjectActor, parcel: Parcel, reason: string): Promise<Refusal<'package-damaged'>> {
  const { requestId, itemId, id: packageId } = parcel
  log.error('package-damaged', { requestId, itemId, reason })
  await recordPackageRefused(actor, { requestId, itemId, packageId, reason })
  return refuse('package-damaged')
}

/** Of two at once one wins. Null for the other, and where it expired in this very moment. */
function take(actor: SubjectActor, parcel: Parcel, codeId: string): Promise<Date | null> {
  const { id, requestId, itemId } = parcel
  const moment = instantToDate(now())
  return inTransaction(async (tx) => {
    const { count } = await tx.accessPackage.updateMany({
      where: {
        ...{ id, collectedAt: null, deletedAt: null, expiresAt: { gt: moment } },
        OR: [{ collectingAt: null }, { collectingAt: { lte: staleBefore() } }],
      },
      data: { collectingAt: moment },
    })
    if (count === 0) return null
    const event = evidence('package.collected', { itemId, packageId: id, codeId })
    await appendEvidence(tx, { actor, requestId, event })
    return moment
  })
}

/** Read to its last byte: collected, for good. Ended before: the line broke, or the file did, and it is given back. */
function closeWhenOver(actor: SubjectActor, parcel: Parcel, collectingAt: Date, stream: Readable): void {
  const { id, requestId, itemId } = parcel
  finished(stream, { writable: false }, (error) => {
    const over = inTransaction(async (tx) => {
      const collectedAt = error ? null : instantToDate(now())
      // A slow transfer that came to its end counts, even if another one has begun since.
      const where = { id, collectedAt: null, deletedAt: null, ...(error ? { collectingAt } : {}) }
      const { count } = await tx.accessPackage.updateMany({ where, data: { collectingAt: null, collectedAt } })
      const event = evidence('package.refused', { itemId, packageId: id, reason: 'interrupted' })
      if (error && count === 1) await appendEvidence(tx, { actor, requestId, event })
    })
    over.catch((failure: unknown) => log.error('package-not-closed', { requestId, itemId }, failure))
  })
}
