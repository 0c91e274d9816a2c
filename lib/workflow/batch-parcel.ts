// A partner's folder: each of its customers searched for in the partner's own data alone, one package a person, and a list
// that says who was not found by the number of the line.
import { randomUUID } from 'node:crypto'
import type { FileToDeliver } from '../delivery/carriers/carrier'
import { packageBytes } from '../delivery/package/package-bytes'
import type { WrittenPackage } from '../delivery/package/store-archive'
import { portableFacts } from '../delivery/portability/portable-facts'
import { sealForReceiver } from '../delivery/portability/seal-for-receiver'
import { writePortablePackage } from '../delivery/portability/write-portable-package'
import type { WorkerActor } from '../domain/actor'
import { adequacyOf } from '../domain/adequacy'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { PersonKeys } from '../domain/findings'
import { planPortability } from '../domain/plan/plan-portability'
import { clientsMap, type OrderedPerson } from '../domain/transfer/batch'
import { now, today } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { newVault, openForOffice, placeOf, type RequestVault } from '../platform/request-vault'
import { setting } from '../platform/settings'
import { discard } from '../platform/storage'
import { currentMap } from './current-map'
import type { SendingClaim } from './delivery-lease'
import { archiveName } from './delivery-name'
import { controllerOf } from './letter-frame'
import { commitDelivery } from './load-delivery'
import { encryptionOf } from './open-receiver'
import { peoplePlace } from './order-batch'
import { rowsInSystems } from './package-course'
import { manifestText, type Parcel, textFile, type Unsendable } from './parcel-file'
import { searchPerson } from './search-person'

type Batch = Prisma.PartnerBatchGetPayload<object>
type Run = {
  batch: Batch
  claim: SendingClaim
  map: DataMap
  mapVersion: number
  /** Of this run alone: what is built is sent, or forgotten with the process. */
  vault: RequestVault
  mostUnindexed: number
}
type One = { file: FileToDeliver; storageName: string; row: number; rows: number }

export async function batchParcel(actor: WorkerActor, claim: SendingClaim, batch: Batch): Promise<Parcel | Unsendable> {
  if (!batch.peopleEnc) return { unsendable: 'package-missing' }
  const people: OrderedPerson[] = JSON.parse(openForOffice(peoplePlace(batch.id), batch.peopleEnc))
  const { map, version: mapVersion } = await currentMap(db)
  const own = clientsMap(map, batch.controllerKey)
  const mostUnindexed = await setting(db, 'unindexed-rows')
  const run = { batch, claim, map: own, mapVersion, vault: newVault(randomUUID()), mostUnindexed }
  const built: One[] = []
  const close = async () => {
    for (const { storageName } of built) await discard(storageName)
  }
  try {
    const unknown: number[] = []
    for (const person of people) {
      const one = await packageOf(run, person)
      if (one) built.push(one)
      else unknown.push(person.row)
    }
    return await folderOf(actor, run, built, unknown, close)
  } catch (error) {
    await close()
    throw error
  }
}

/** Null where the partner's data knows nobody of this identifier, or nothing of them may leave. */
async function packageOf(run: Run, { row, kind, value }: OrderedPerson): Promise<One | null> {
  const { map, mapVersion, claim } = run
  const { receiver } = claim.delivery
  const found = await searchPerson(map, [], {
    ...{ proven: [{ kind, value }], known: null, earlier: null, begun: false, mostUnindexed: run.mostUnindexed },
  })
  const on = today(controllerOf(map, run.batch.controllerKey).timeZone).toString()
  const { key, version, country } = receiver
  const listedOn = receiver.listedOn?.toISOString().slice(0, 10) ?? null
  const adequacy = adequacyOf({ country, on, listedOn })
  const plan = planPortability({
    ...{ requestId: run.batch.id, map, mapVersion, findings: found.findings, excluded: [], today: on, confirmed: true },
    destination: { to: 'receiver', receiver: key, receiverVersion: version, country, adequacy },
  })
  // What nobody could look at is never "not found".
  if (plan.blocks.length > 0) throw new BatchBlocked()
  if (plan.datasets.length === 0) return null
  return stored(run, row, await write(run, row, plan, found.person, found.catalogues))
}

/** A system is away, or the map leaves something open: the folder waits, whole. */
export class BatchBlocked extends Error {}

type Planned = ReturnType<typeof planPortability>
type Catalogues = Parameters<typeof portableFacts>[3]

async function write(
  run: Run,
  row: number,
  plan: Planned,
  person: PersonKeys,
  catalogues: Catalogues,
): Promise<WrittenPackage> {
  const { map, vault } = run
  const { name, country, dpo } = controllerOf(map, map.organisation.defaultController)
  const builtAt = now().toString({ fractionalSecondDigits: 0 })
  const locale = country === 'FR' ? 'fr' : 'en'
  const frame = { locale, reference: null, builtAt, source: { name, country, dpo }, forms: ['json', 'csv'] } as const
  const facts = portableFacts(frame, plan, map, catalogues)
  const kept = { key: vault.key, place: fileOf(run, row) }
  const inSystem = rowsInSystems(map, person, facts.datasets)
  const written = await writePortablePackage({ facts, inSystem, clock: () => now().toString(), ...kept })
  const to = encryptionOf(run.claim.delivery.receiver)
  return to ? sealForReceiver(to, written, kept) : written
}

const fileOf = ({ vault }: Run, row: number) => placeOf(vault.requestId, `partner_batch.file:${row}`)

function stored(run: Run, row: number, { storageName, bytes, sha256, rows }: WrittenPackage): One {
  const from = { storageName, key: run.vault.key, place: fileOf(run, row) }
  const name = archiveName(String(row).padStart(6, '0'), encryptionOf(run.claim.delivery.receiver))
  return { row, rows, storageName, file: { name, bytes, sha256, open: (at) => packageBytes(from, at) } }
}

/** A folder of its own for every attempt: packages that were built anew never meet those of an earlier one. */
async function folderOf(
  actor: WorkerActor,
  { batch, claim }: Run,
  built: One[],
  unknown: number[],
  close: () => Promise<void>,
): Promise<Parcel> {
  const { delivery, fence } = claim
  const rows = built.reduce((sum, one) => sum + one.rows, 0)
  const manifest = textFile(
    'manifest.json',
    manifestText({
      ...{ controller: batch.controllerKey, builtAt: now().toString(), people: batch.people, unknown },
      files: built.map(({ row, rows, file: { name, bytes, sha256 } }) => ({ row, name, bytes, sha256, rows })),
    }),
  )
  const counts = { found: built.length, unknown: unknown.length, rows }
  await commitDelivery(actor, delivery, async (tx, say) => {
    await tx.partnerBatch.update({ where: { id: batch.id }, data: { result: counts } })
    const body = { batchId: batch.id, controller: batch.controllerKey, receiver: delivery.receiver.key }
    say(evidence('batch.built', { ...body, deliveryId: delivery.id, ...counts }))
    return {}
  })
  const files = [...built.map(({ file }) => file), manifest]
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const into = fence === 1 ? delivery.remoteName : `${delivery.remoteName}-${fence}`
  return { files, into, bytes, sha256: manifest.sha256, close }
}
