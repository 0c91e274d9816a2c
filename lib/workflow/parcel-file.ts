// A small file of a delivery, and the whole of one.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FileToDeliver } from '../delivery/carriers/carrier'

/** `into`: a folder of this delivery alone. `close`: what was made for this attempt goes. */
export type Parcel = {
  files: FileToDeliver[]
  into: string | null
  bytes: number
  sha256: string
  close: () => Promise<void>
}
export type Unsendable = { unsendable: 'package-missing' | 'package-damaged' | 'package-expired' | 'key-missing' }

/** The same text at every try: what came to the receiver before is recognised. */
export const manifestText = (manifest: object): string =>
  `${JSON.stringify({ format: 'habeas-delivery/1', ...manifest }, null, 2)}\n`

export function textFile(name: string, text: string): FileToDeliver {
  const bytes = Buffer.from(text)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    name,
    bytes: bytes.length,
    sha256,
    open: (from) => Readable.from([bytes.subarray(from)], { objectMode: false }),
  }
}
