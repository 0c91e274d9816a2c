// A package for the person (Art. 15(3), 20(1)) or for another controller (Art. 20(2)): built from the approved plan,
// encrypted under the request's key. Whatever fails leaves no file behind and the item where it was; the queue tries again.
import { randomUUID } from 'node:crypto'
import { ConnectorUnavailable } from '../connectors/connector'
import type { WrittenPackage } from '../delivery/package/store-archive'
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import type { AccessPlan } from '../domain/plan/types'
import { instantToDate, now } from '../platform/clock'
import { DecryptionError } from '../platform/crypto/decryption-error'
import { db, inTransaction } from '../platform/db/client'
import { log } from '../platform/log'
import { openVault, VaultGone } from '../platform/request-vault'
import { setting } from '../platform/settings'
import { discard } from '../platform/storage'
import { itemTasks } from './by-hand-lines'
import { commit, lockRequest } from './commit-item'
import { copyCourse } from './copy-course'
import { namedMap } from './current-map'
import { moreFound, signAnew } from './found-since'
import { type ItemCase, loadItem } from './load-case'
import type { PackageBuild, PackageCourse } from './package-course'
import { recordPackageRefused } from './record-package'
import { transferCourse, transferReady } from './transfer-course'

/** Thrown so that the queue tries again later; the evidence already says why. */
export class PackageWaits extends Error {}

type Plan = ItemCase['plans'][number]

/** @throws PackageWaits */
export async function buildPackage(actor: WorkerActor, input: { itemId: string }): Promise<Outcome> {
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]
  if (!item || !plan) return refuse('not-found')
  if (item.status !== 'approved' || plan.status !== 'approved') return refuse('wrong-status')
  if (item.right === 'portability' && (await moreFound(item.requestId, plan.document as unknown as PortabilityPlan)))
    return signAnew(actor, item)
  const id = randomUUID()
  try {
    const { map } = await namedMap(db, { version: plan.mapVersion, checksum: plan.mapChecksum })
    const build = { id, item, map, vault: openVault(item.request) }
    const course = await courseOf(build, plan)
    if ('ok' in course) return course
    return await handOver(actor, build, course, await course.write())
  } catch (error) {
    const reason = reasonOf(error)
    log.error('package-not-built', { requestId: item.requestId, itemId: item.id, reason }, error)
    await recordPackageRefused(actor, { requestId: item.requestId, itemId: item.id, packageId: id, reason })
    throw new PackageWaits(reason)
  }
}

async function courseOf(build: PackageBuild, plan: Plan): Promise<PackageCourse | Refusal> {
  const { item } = build
  if (item.right === 'portability') {
    const ready = await transferReady(item, plan)
    return ready.ok ? transferCourse(build, ready) : ready
  }
  if (item.right !== 'access') return refuse('wrong-status')
  // The last answer asks for the building again.
  const { waits, settled } = await itemTasks(db, item)
  return waits ? refuse('tasks-open') : copyCourse(build, plan.document as unknown as AccessPlan, settled)
}

/** Row, outcome, letter and evidence in one transaction; a file that no row names is not kept. */
async function handOver(
  actor: WorkerActor,
  build: PackageBuild,
  course: PackageCourse,
  written: WrittenPackage,
): Promise<Outcome> {
  const { item } = build
  const nothing = course.isEmpty(written)
  try {
    const done = nothing ? await endWithNothing(actor, build, course) : await keep(actor, build, course, written)
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
const isOnRecord = ({ id, item }: PackageBuild): Promise<boolean> =>
  inTransaction(async (tx) => {
    await lockRequest(tx, item.requestId)
    return (await tx.accessPackage.count({ where: { id } })) === 1
  })

const endWithNothing = (actor: WorkerActor, { item }: PackageBuild, course: PackageCourse): Promise<Outcome> =>
  commit(actor, item.requestId, async (tx, say) => {
    await course.endWithNothing(tx, say)
    return {}
  })

async function keep(
  actor: WorkerActor,
  { id, item }: PackageBuild,
  course: PackageCourse,
  written: WrittenPackage,
): Promise<Outcome> {
  const { requestId, request } = item
  const { storageName, sha256, bytes, rows } = written
  const built = now()
  const expires = built.add({ hours: 24 * (await setting(db, 'package-days')) })
  const expiresOn = expires.toZonedDateTimeISO(request.timeZone).toPlainDate().toString()
  return commit(actor, requestId, async (tx, say) => {
    say(evidence('package.built', { itemId: item.id, packageId: id, rows, bytes, sha256, expiresOn }))
    const { forReceiver } = await course.end(tx, say, { id, ...written, expiresOn })
    const row = { id, requestId, itemId: item.id, storageName, sha256, bytes: BigInt(bytes), rows, forReceiver }
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
