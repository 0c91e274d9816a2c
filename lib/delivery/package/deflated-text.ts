// Text kept for the minutes of the building, compressed as it comes, on another core: its turn in the archive is then no
// more than copying.
import { createHash } from 'node:crypto'
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
  /** As long as it is short: of one block no stream is made. */
  private short = ''
  private stream: Deflating | null = null

  constructor(allowance: Allowance) {
    this.kept = new SpooledText(allowance)
  }

  /** @throws what writing to the store throws */
  async add(text: string): Promise<void> {
    if (this.stream) return this.stream.add(text)
    this.short += text
    if (this.short.length < BLOCK_BYTES) return
    this.stream = new Deflating(this.count, (packed) => this.keep(packed))
    await this.stream.add(this.short)
    this.short = ''
  }

  /** Nothing more comes: from here on it can be read. */
  async finish(): Promise<void> {
    if (this.stream) await this.stream.finish()
    else {
      const clear = Buffer.from(this.short)
      this.count(clear)
      await this.keep(await deflated(clear))
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
    await this.stream?.discard()
    await this.kept.discard()
  }

  private count = (clear: Buffer): void => {
    this.hash.update(clear)
    this.counted.crc32 = crc32(clear, this.counted.crc32)
    this.counted.bytes += clear.length
  }

  private async keep(packed: Buffer): Promise<void> {
    this.counted.packed += packed.length
    await this.kept.add(packed)
  }
}

/** Two blocks take turns: one is filled while the other is compressed. New ones would stay until the next collection. */
class Deflating {
  private readonly deflate: DeflateRaw = createDeflateRaw({ chunkSize: BLOCK_BYTES, level: LEVEL })
  private readonly done: Promise<void>
  private filling = Buffer.allocUnsafeSlow(TEXT_BLOCK)
  private resting = Buffer.allocUnsafeSlow(TEXT_BLOCK)
  private compressed: Promise<void> = Promise.resolve()
  private used = 0

  constructor(
    private readonly count: (clear: Buffer) => void,
    keep: (packed: Buffer) => Promise<void>,
  ) {
    const pass = async () => {
      for await (const packed of this.deflate) await keep(packed as Buffer)
    }
    this.done = pass()
    this.done.catch(() => {}) // told to whoever writes or finishes
  }

  async add(text: string): Promise<void> {
    for (const part of inParts(text)) {
      if (this.used + mostBytes(part) > TEXT_BLOCK) await this.exchange()
      this.used += this.filling.write(part, this.used)
    }
  }

  async finish(): Promise<void> {
    await this.exchange()
    this.deflate.end()
    await this.done
  }

  async discard(): Promise<void> {
    this.deflate.destroy()
    await this.done.catch(() => {})
  }

  private async exchange(): Promise<void> {
    const full = this.filling.subarray(0, this.used)
    this.count(full)
    const before = this.compressed
    this.compressed = new Promise((resolve, reject) => {
      this.deflate.write(full, (error) => (error ? reject(error) : resolve()))
    })
    this.compressed.catch(() => {}) // `done` says why
    ;[this.filling, this.resting] = [this.resting, this.filling]
    this.used = 0
    await Promise.race([before, this.done])
  }
}

const mostBytes = (text: string) => text.length * 3

/** Each fits into a block whatever its letters are, and no letter is cut in two. */
function* inParts(text: string): Generator<string> {
  const most = TEXT_BLOCK / 4
  if (text.length <= most) return yield text
  for (let from = 0; from < text.length; ) {
    const end = from + most
    const cut = /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end
    yield text.slice(from, cut)
    from = cut
  }
}
