// The copy of the person's data (Art. 15(3)): built from the approved plan, encrypted under the request's key, announced
// by the answer. Whatever fails leaves no file behind and the item where it was; the queue tries again.
import { randomUUID } from 'node:crypto'
import { ConnectorUnavailable } from '../connectors/connector'
import { packageFacts } from '../delivery/package/package-facts'
import type { WrittenPackage } from '../delivery/package/store-archive'
import { writePackage } from '../delivery/package/write-package'
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { PersonKeys } from '../domain/findings'
import { forwardedLines } from '../domain/letters/answer-lines'
import type { LetterLocale } from '../domain/letters/letter'
import { type Outcome, refuse } from '../domain/outcome'
import { leftOutPlace, withReasons } from '../domain/plan/left-out'
import type { AccessPlan } from '../domain/plan/types'
import { authorityFor } from '../domain/supervisory-authorities'
import { instantToDate, now, plainDate } from '../platform/clock'
import { DecryptionError } from '../platform/crypto/decryption-error'
import { db, inTransaction } from '../platform/db/client'
import { log } from '../platform/log'
import { openVault, placeOf, type RequestVault, VaultGone } from '../platform/request-vault'
import { setting } from '../platform/settings'
import { discard } from '../platform/storage'
import { itemTasks } from './by-hand-lines'
import { commit, lockRequest } from './commit-item'
import { type CurrentMap, namedMap } from './current-map'
import { endItem } from './finish-item'
import { controllerOf } from './letter-frame'
import { type ItemCase, loadItem } from './load-case'
import { openForReading } from './open-system'
import { type ByHandParts, byHandParts } from './package-by-hand'
import { recordPackageRefused } from './record-package'
import { rowsForCopy } from './rows-for-copy'
import { systemShare } from './system-share'

/** Thrown so that the queue tries again later; the evidence already says why. */
export class PackageWaits extends Error {}

type Build = {
  id: string
  item: ItemCase
  plan: AccessPlan
  map: CurrentMap['map']
  vault: RequestVault
  parts: ByHandParts
  /** That it waits to be collected. */
  days: number
}

const localeOf = ({ request }: ItemCase): LetterLocale => (request.locale === 'fr' ? 'fr' : 'en')

/** Where the clear archive is bound to: it opens as this package of this request only. */
export const packagePlace = (requestId: string, packageId: string) =>
  placeOf(requestId, `access_package.file:${packageId}`)

/** @throws PackageWaits */
export async function buildPackage(actor: WorkerActor, input: { itemId: string }): Promise<Outcome> {
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]
  if (!item || !plan) return refuse('not-found')
  if (item.right !== 'access' || item.status !== 'approved' || plan.status !== 'approved') return refuse('wrong-status')
  // The last answer asks for the building again.
  const [{ waits, settled }, days] = await Promise.all([itemTasks(db, item), setting(db, 'package-days')])
  if (waits) return refuse('tasks-open')
  const id = randomUUID()
  try {
    const { map } = await namedMap(db, { version: plan.mapVersion, checksum: plan.mapChecksum })
    const vault = openVault(item.request)
    const document = plan.document as unknown as AccessPlan
    const opened = withReasons(document, (reason) => vault.open(leftOutPlace(item.id), reason))
    const parts = byHandParts(vault, settled, map, localeOf(item))
    const build = { id, item, plan: opened, map, vault, parts, days }
    return await handOver(actor, build, await write(build))
  } catch (error) {
    const reason = reasonOf(error)
    log.error('package-not-built', { requestId: item.requestId, itemId: item.id, reason }, error)
    await recordPackageRefused(actor, { requestId: item.requestId, itemId: item.id, packageId: id, reason })
    throw new PackageWaits(reason)
  }
}

function write(build: Build): Promise<WrittenPackage> {
  const { item, map, vault } = build
  const { request } = item
  if (!request.personKeysEnc) throw new Error('a package without the keys of its person')
  const person: PersonKeys = JSON.parse(vault.open('subject_request.person_keys', request.personKeysEnc))
  const facts = factsOf(build)
  return writePackage({
    facts,
    attachments: build.parts.attachments,
    inSystem: async (system, work) => {
      const connector = await openForReading(system)
      const share = systemShare(map, system)
      const datasets = facts.datasets.filter((dataset) => dataset.system === system)
      await connector.inSnapshot(async (reader) => work(await rowsForCopy(reader, share, person, datasets)))
    },
    clock: () => now().toString(),
    key: vault.key,
    place: packagePlace(request.id, build.id),
  })
}

function factsOf({ item, plan, map, parts }: Build) {
  const { request } = item
  const controller = controllerOf(map, request.controllerKey)
  const { name, address, dpo } = controller
  const moment = now()
  const frame = {
    locale: localeOf(item),
    byHand: parts.byHand,
    reference: request.reference,
    receivedOn: plainDate(request.receivedOn).toString(),
    builtAt: moment.toString({ fractionalSecondDigits: 0 }),
    builtOn: moment.toZonedDateTimeISO('UTC').toPlainDate().toString(),
    controller: { name, dpo, ...(address ? { address } : {}) },
    authority: authorityFor(controller.country, controller.region),
  }
  return packageFacts(frame, plan, map)
}

/** Row, outcome, letter and evidence in one transaction; a file that no row names is not kept. */
async function handOver(actor: WorkerActor, build: Build, written: WrittenPackage): Promise<Outcome> {
  const { item, plan } = build
  // Erased by others since the plan was made: then "nothing" is the answer, and an empty parcel is not.
  const nothing = written.rows === 0 && plan.excluded.length === 0 && build.parts.byHand.length === 0
  try {
    const done = nothing ? await endWithNothing(actor, build) : await endWithPackage(actor, build, written)
    if (nothing || !done.ok) await discard(written.storageName)
    if (done.ok) log.info('package-built', { requestId: item.requestId, itemId: item.id, count: written.rows })
    return done
  } catch (error) {
    // The reply to COMMIT may be what was lost. Where the database cannot say, the file stays for `sweep-storage`.
    if (await isOnRecord(build)) return { ok: true }
    await discard(written.storageName)
    throw error
  }
}

/** Asked under the request's lock: a commit that is still under way has ended by then. */
const isOnRecord = ({ id, item }: Build): Promise<boolean> =>
  inTransaction(async (tx) => {
    await lockRequest(tx, item.requestId)
    return (await tx.accessPackage.count({ where: { id } })) === 1
  })

function endWithNothing(actor: WorkerActor, { item, plan, map }: Build): Promise<Outcome> {
  return commit(actor, item.requestId, async (tx, say) => {
    const facts = { forwarded: forwardedLines(plan, map) }
    await endItem(tx, say, { item, outcome: 'nothing-found', letter: { kind: 'nothing-found', facts } })
    return {}
  })
}

async function endWithPackage(
  actor: WorkerActor,
  { id, item, days }: Build,
  { storageName, sha256, bytes, rows }: WrittenPackage,
): Promise<Outcome> {
  const { requestId, request } = item
  const built = now()
  const expires = built.add({ hours: 24 * days })
  const expiresOn = expires.toZonedDateTimeISO(request.timeZone).toPlainDate().toString()
  return commit(actor, requestId, async (tx, say) => {
    say(evidence('package.built', { itemId: item.id, packageId: id, rows, bytes, sha256, expiresOn }))
    // Moves the item first: of two builders the slower one leaves here with a conflict.
    await endItem(tx, say, { item, outcome: 'provided', letter: { kind: 'answer-access', facts: { rows, expiresOn } } })
    const row = { id, requestId, itemId: item.id, storageName, sha256, bytes: BigInt(bytes), rows }
    await tx.accessPackage.createMany({
      data: [{ ...row, builtAt: instantToDate(built), expiresAt: instantToDate(expires) }],
    })
    return {}
  })
}

const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EIO']

function reasonOf(error: unknown): string {
  if (error instanceof ConnectorUnavailable) return `system-${error.failure}`
  if (error instanceof VaultGone || error instanceof DecryptionError) return 'key-missing'
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'storage-full'
  return code && unwritable.includes(code) ? 'storage-unwritable' : 'failed'
}
