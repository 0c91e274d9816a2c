// What is sent of one person: the package as it was built, checked to its last byte beforehand, and what says so to the
// receiver.
import type { FileToDeliver } from '../delivery/carriers/carrier'
import { openPackage } from '../delivery/package/open-package'
import { packageBytes } from '../delivery/package/package-bytes'
import { instantToDate, now } from '../platform/clock'
import { DecryptionError } from '../platform/crypto/decryption-error'
import { db, type Prisma } from '../platform/db/client'
import { openVault, VaultGone } from '../platform/request-vault'
import { archiveName, manifestName } from './delivery-name'
import type { DeliveryCase } from './load-delivery'
import { encryptionOf } from './open-receiver'
import { packagePlace } from './package-course'
import { manifestText, type Parcel, textFile, type Unsendable } from './parcel-file'

type Stored = Prisma.AccessPackageGetPayload<{ include: { request: true } }>

/** Ours alone is looked at: whatever is not as it was built fails closed. */
export async function packageParcel(delivery: DeliveryCase): Promise<Parcel | Unsendable> {
  const row = delivery.packageId
    ? await db.accessPackage.findUnique({ where: { id: delivery.packageId }, include: { request: true } })
    : null
  if (!row) return { unsendable: 'package-missing' }
  if (row.deletedAt || row.expiresAt <= instantToDate(now())) return { unsendable: 'package-expired' }
  try {
    return await checked(delivery, row)
  } catch (error) {
    if (error instanceof VaultGone || error instanceof DecryptionError) return { unsendable: 'key-missing' }
    throw error
  }
}

async function checked(delivery: DeliveryCase, row: Stored): Promise<Parcel | Unsendable> {
  const { key } = openVault(row.request)
  const { storageName, sha256 } = row
  const bytes = Number(row.bytes)
  const stored = { storageName, sha256, bytes, key, place: packagePlace(row.requestId, row.id) }
  const opened = await openPackage(stored)
  if (!opened.ok) return { unsendable: `package-${opened.reason}` }
  await opened.close()
  const name = archiveName(delivery.remoteName, encryptionOf(delivery.receiver))
  const archive: FileToDeliver = { name, bytes, sha256, open: (from) => packageBytes(stored, from) }
  const { reference } = row.request
  const manifest = { reference, builtAt: row.builtAt.toISOString(), files: [{ name, bytes, sha256 }] }
  const files = [archive, textFile(manifestName(delivery.remoteName), manifestText(manifest))]
  return { files, into: null, bytes, sha256, close: async () => {} }
}
