// Text kept for the minutes of the building: in memory as far as the package's allowance goes, what is more in an encrypted
// file, whose key lives in this process only.
import { createSecretKey, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type FileHandle, open } from 'node:fs/promises'
import { decrypted, encryptStream, FRAME_BYTES } from '../../platform/crypto/stream-encryption'
import { discard, storagePath, store } from '../../platform/storage'

/** What may still be kept in memory. */
export type Allowance = { bytes: number }

export class SpooledText {
  private readonly held: Buffer[] = []
  private file: SpoolFile | null = null

  constructor(private readonly allowance: Allowance) {}

  /** @throws what writing to the store throws */
  async add(text: string | Buffer): Promise<void> {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    if (this.file || bytes.length > this.allowance.bytes) {
      this.file ??= new SpoolFile()
      return this.file.write(bytes)
    }
    this.allowance.bytes -= bytes.length
    this.held.push(bytes)
  }

  /** Nothing more comes: from here on it can be read. */
  async finish(): Promise<void> {
    await this.file?.finish()
  }

  async *read(): AsyncGenerator<Buffer> {
    yield* this.held
    if (this.file) yield* this.file.read()
  }

  async discard(): Promise<void> {
    await this.file?.discard()
  }
}

/** Each part stands where the one before it stood: one for every read would stay in memory until the next collection. */
async function* inOneBuffer(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(FRAME_BYTES)
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

const place = { tenant: 'habeas', table: 'package', column: 'spool', row: 'once' }

class SpoolFile {
  private readonly key = { kid: 'spool', secret: createSecretKey(randomBytes(32)) }
  private readonly sink = encryptStream(this.key, place)
  private readonly stored = store(this.sink, { lasting: false })

  constructor() {
    this.stored.catch(() => {}) // told to whoever writes or finishes
  }

  async write(bytes: Buffer): Promise<void> {
    if (!this.sink.write(bytes)) await Promise.race([once(this.sink, 'drain'), this.stored])
  }

  async finish(): Promise<void> {
    this.sink.end()
    await this.stored
  }

  async *read(): AsyncGenerator<Buffer> {
    const file = await open(storagePath(await this.stored))
    try {
      yield* decrypted(inOneBuffer(file), this.key, place)
    } finally {
      await file.close()
    }
  }

  /** Also in the middle of writing. */
  async discard(): Promise<void> {
    this.sink.destroy()
    const name = await this.stored.catch(() => null)
    if (name) await discard(name)
  }
}
