// Handing out: the whole file is opened and compared with what was written before its first byte leaves. Frames are
// authenticated one by one, so a file cut or altered in the middle would otherwise be served up to there.
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, type Readable, Writable } from 'node:stream'
import { pipeline as completed } from 'node:stream/promises'
import { DecryptionError } from '../../platform/crypto/decryption-error'
import type { Place } from '../../platform/crypto/place'
import type { NamedKey } from '../../platform/crypto/sealed-text'
import { decryptStream } from '../../platform/crypto/stream-encryption'
import { storagePath } from '../../platform/storage'

export type StoredPackage = { storageName: string; sha256: string; bytes: number; key: NamedKey; place: Place }
export type OpenedPackage =
  | { ok: true; stream: () => Readable; close: () => Promise<void> }
  | { ok: false; reason: 'missing' | 'damaged' }

/** Call `stream` once, or `close`. Both passes read the same opened file: exchanging it in between changes nothing. */
export async function openPackage(stored: StoredPackage): Promise<OpenedPackage> {
  let file: FileHandle
  try {
    file = await open(storagePath(stored.storageName), 'r')
  } catch {
    return { ok: false, reason: 'missing' }
  }
  const sound = await isWhole(file, stored).catch(async (error) => {
    await file.close()
    throw error
  })
  if (!sound) {
    await file.close()
    return { ok: false, reason: 'damaged' }
  }
  return { ok: true, stream: () => clear(file, stored), close: () => file.close() }
}

async function isWhole(file: FileHandle, { key, place, sha256, bytes }: StoredPackage): Promise<boolean> {
  const hash = createHash('sha256')
  let seen = 0
  const check = new Writable({
    write(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      seen += chunk.length
      done()
    },
  })
  try {
    await completed(file.createReadStream({ start: 0, autoClose: false }), decryptStream(key, place), check)
  } catch (error) {
    if (error instanceof DecryptionError) return false
    throw error
  }
  return seen === bytes && hash.digest('hex') === sha256
}

function clear(file: FileHandle, { key, place }: StoredPackage): Readable {
  const decrypted = decryptStream(key, place)
  pipeline(file.createReadStream({ start: 0, autoClose: true }), decrypted, () => {})
  return decrypted
}
