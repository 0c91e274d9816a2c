// An archive on its way into the store: hashed, encrypted, kept; what fails leaves no file.
import { createHash } from 'node:crypto'
import { pipeline, Transform } from 'node:stream'
import type { Place } from '../../platform/crypto/place'
import type { NamedKey } from '../../platform/crypto/sealed-text'
import { encryptStream } from '../../platform/crypto/stream-encryption'
import { store } from '../../platform/storage'
import { type ArchiveFile, type FileSum, zip } from './zip'

export type WrittenPackage = { storageName: string; sha256: string; bytes: number; rows: number }

export type Archive = {
  files: ArchiveFile[]
  /** Made from the sums of the files before it. */
  manifest: (sums: FileSum[]) => string
  /** ISO instant. */
  builtAt: string
  key: NamedKey
  place: Place
}

/** @throws what reading or writing throws; SHA-256 and size are of the clear archive. */
export async function storeArchive(archive: Archive): Promise<Omit<WrittenPackage, 'rows'>> {
  const { files, manifest, builtAt, key, place } = archive
  const { meter, total } = summed()
  const encrypted = encryptStream(key, place)
  pipeline(zip(files, { name: 'manifest.json', content: manifest }, new Date(builtAt)), meter, encrypted, () => {})
  const storageName = await store(encrypted)
  return { storageName, ...total() }
}

/** Size and SHA-256 of what passed. */
export function summed() {
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { meter, total: () => ({ sha256: hash.digest('hex'), bytes }) }
}
