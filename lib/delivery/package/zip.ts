// An archive written as it is read: each file is asked for when its turn comes and hashed on the way.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Options, ZipFile } from 'yazl'

export type ArchiveFile = { name: string; content: () => AsyncIterable<string | Buffer> }
export type FileSum = { name: string; bytes: number; sha256: string }

/**
 * What is compressed at once: a thread's hop for every few rows costs more than compressing them. Of a frame's size, as read
 * from a file: those pass as they are, since each copy would stay in memory until the next collection.
 */
const BLOCK_BYTES = 64 * 1024

/**
 * `last` is made from the sums of the files before it. The stream fails when a file does: a ZIP that ends early cannot
 * pass for a whole one.
 */
export function zip(files: ArchiveFile[], last: { name: string; content: (sums: FileSum[]) => string }, at: Date) {
  const archive = new ZipFile()
  const output = archive.outputStream as Readable
  const options = { mtime: at, mode: 0o100644 }
  archive.on('error', (error: Error) => output.destroy(error))
  const fill = async () => {
    const sums: FileSum[] = []
    for (const file of files) await add(archive, file, sums, options)
    archive.addBuffer(Buffer.from(last.content(sums)), last.name, options)
    archive.end()
  }
  fill().catch((error: Error) => output.destroy(error))
  return output
}

/** A file of one block is handed over as it is; of a longer one no more than a block is in memory. */
async function add(archive: ZipFile, file: ArchiveFile, sums: FileSum[], options: Partial<Options>): Promise<void> {
  const blocks = summed(file, sums)
  const first = (await blocks.next()).value ?? Buffer.alloc(0)
  const second = await blocks.next()
  if (second.done && first.length <= BLOCK_BYTES) return archive.addBuffer(first, file.name, options)
  const stream = Readable.from(joined([first, ...(second.done ? [] : [second.value])], blocks), { objectMode: false })
  const output = archive.outputStream as Readable
  const stop = () => stream.destroy()
  output.once('close', stop)
  if (output.destroyed) stop()
  archive.addReadStream(stream, file.name, options)
  await finished(stream)
  output.off('close', stop)
}

async function* joined(begun: Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* begun
  yield* rest
}

async function* summed(file: ArchiveFile, sums: FileSum[]): AsyncGenerator<Buffer, undefined> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const block of inBlocks(file.content())) {
    hash.update(block)
    bytes += block.length
    yield block
  }
  sums.push({ name: file.name, bytes, sha256: hash.digest('hex') })
}

const joint = (parts: Buffer[]): Buffer => (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts))

async function* inBlocks(content: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const text of content) {
    const chunk = typeof text === 'string' ? Buffer.from(text) : text
    held.push(chunk)
    size += chunk.length
    if (size < BLOCK_BYTES) continue
    yield joint(held)
    held = []
    size = 0
  }
  if (size > 0) yield joint(held)
}
