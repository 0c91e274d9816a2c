// The clear archive from any byte on, as often as it is asked for: a delivery that was cut goes on where it ended.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { decrypted } from '../../platform/crypto/stream-encryption'
import { storagePath } from '../../platform/storage'
import type { StoredPackage } from './open-package'

/** Whoever reads compares what came with the package's own checksum: frames are authenticated one by one. */
export const packageBytes = (
  { storageName, key, place }: Pick<StoredPackage, 'storageName' | 'key' | 'place'>,
  from: number,
): Readable =>
  Readable.from(after(from, decrypted(createReadStream(storagePath(storageName)), key, place)), { objectMode: false })

async function* after(from: number, parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let passed = 0
  for await (const part of parts) {
    const skip = Math.max(0, from - passed)
    passed += part.length
    if (skip < part.length) yield part.subarray(skip)
  }
}
