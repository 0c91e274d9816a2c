// Text kept for the minutes of the building, compressed as it comes, on another core: its turn in the archive is then no
// more than copying.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { crc32, createDeflateRaw, type DeflateRaw, deflateRaw } from 'node:zlib'
import { type Allowance, SpooledText } from './spooled-text'
import type { Sums } from './zip-records'

/** What is compressed at once: a thread's hop for every few rows costs more than compressing them. */
export const BLOCK_BYTES = 64 * 1024
/** Text has no frames to keep to. */
const TEXT_BLOCK = 4 * BLOCK_BYTES
/** Rows of one table are alike: a third of the usual work makes them but some hundredths larger. */
const LEVEL = 2

export const deflated: (clear: Buffer) => Promise<Buffer> = promisify(deflateRaw)

export class DeflatedText {
  private readonly kept: SpooledText
  private readonly hash = createHash('sha256')
  private readonly counted: Sums = { crc32: 0, bytes: 0, packed: 0 }
  private waiting = ''
  private stream: { deflate: DeflateRaw; done: Promise<void> } | null = null

  constructor(allowance: Allowance) {
    this.kept = new SpooledText(allowance)
  }

  /** @throws what writing to the store throws */
  async add(text: string): Promise<void> {
    this.waiting += text
    if (this.waiting.length < TEXT_BLOCK) return
    const block = this.take()
    this.stream ??= this.begin()
    const { deflate, done } = this.stream
    if (!deflate.write(block)) await Promise.race([once(deflate, 'drain'), done])
  }

  /** Nothing more comes: from here on it can be read. A text of one block never had a stream. */
  async finish(): Promise<void> {
    const last = this.take()
    if (!this.stream) await this.keep(await deflated(last))
    else {
      this.stream.deflate.end(last)
      await this.stream.done
    }
    await this.kept.finish()
  }

  get sums(): Sums & { sha256: string } {
    return { ...this.counted, sha256: this.hash.copy().digest('hex') }
  }

  /** Compressed. */
  read = (): AsyncIterable<Buffer> => this.kept.read()

  /** Also in the middle of writing. */
  async discard(): Promise<void> {
    this.stream?.deflate.destroy()
    await this.stream?.done.catch(() => {})
    await this.kept.discard()
  }

  private take(): Buffer {
    const block = Buffer.from(this.waiting)
    this.waiting = ''
    this.hash.update(block)
    this.counted.crc32 = crc32(block, this.counted.crc32)
    this.counted.bytes += block.length
    return block
  }

  private async keep(packed: Buffer): Promise<void> {
    this.counted.packed += packed.length
    await this.kept.add(packed)
  }

  private begin() {
    const deflate = createDeflateRaw({ chunkSize: BLOCK_BYTES, level: LEVEL })
    const pass = async () => {
      for await (const packed of deflate) await this.keep(packed as Buffer)
    }
    const done = pass()
    done.catch(() => {}) // told to whoever writes or finishes
    return { deflate, done }
  }
}
