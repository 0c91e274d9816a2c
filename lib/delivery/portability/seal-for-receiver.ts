// A package that its receiver alone can read: encrypted to its public key, and stored like any other. Size and checksum are
// those of what will be sent; the encryption differs each time, so it is done once and kept.
import { pipeline } from 'node:stream'
import type { EncryptTo } from '../../domain/transfer/receiver'
import type { Place } from '../../platform/crypto/place'
import type { NamedKey } from '../../platform/crypto/sealed-text'
import { encryptStream } from '../../platform/crypto/stream-encryption'
import { discard, store } from '../../platform/storage'
import { encryptFor } from '../carriers/encrypt-for'
import { packageBytes } from '../package/package-bytes'
import { summed, type WrittenPackage } from '../package/store-archive'

/** The readable one is gone afterwards, also where this fails. @throws what encrypting or storing throws */
export async function sealForReceiver(
  to: EncryptTo,
  written: WrittenPackage,
  { key, place }: { key: NamedKey; place: Place },
): Promise<WrittenPackage> {
  const { meter, total } = summed()
  const stored = encryptStream(key, place)
  pipeline(packageBytes({ ...written, key, place }, 0), encryptFor(to), meter, stored, () => {})
  try {
    return { ...written, storageName: await store(stored), ...total() }
  } finally {
    await discard(written.storageName)
  }
}
