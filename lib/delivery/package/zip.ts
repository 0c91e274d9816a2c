// An archive written as it is read: each file is asked for when its turn comes and hashed on the way.
import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { BLOCK_BYTES, type DeflatedText, deflated } from './deflated-text'
import { directoryEnd, directoryEntry, fileHeader, type Sums, sumsAfter, type ZipEntry } from './zip-records'

/** `packed`: compressed already. */
export type ArchiveFile =
  | { name: string; content: () => AsyncIterable<string | Buffer> }
  | { name: string; packed: Pick<DeflatedText, 'sums' | 'read'> }
export type FileSum = { name: string; bytes: number; sha256: string }

/**
 * `last` is made from the sums of the files before it. The stream fails when a file does: a ZIP that ends early cannot
 * pass for a whole one.
 */
export function zip(files: ArchiveFile[], last: { name: string; content: (sums: FileSum[]) => string }, at: Date) {
  return Readable.from(archive(files, last, at), { objectMode: false })
}

async function* archive(
  files: ArchiveFile[],
  last: { name: string; content: (sums: FileSum[]) => string },
  at: Date,
): AsyncGenerator<Buffer> {
  const sums: FileSum[] = []
  const entries: ZipEntry[] = []
  let written = 0
  const counted = (chunk: Buffer) => {
    written += chunk.length
    return chunk
  }
  const manifest: ArchiveFile = {
    name: last.name,
    async *content() {
      yield last.content(sums.slice(0, files.length))
    },
  }
  for (const file of [...files, manifest])
    for await (const chunk of one(file, entryOf(file.name, written), at, entries, sums)) yield counted(chunk)
  const start = written
  for (const entry of entries) yield counted(directoryEntry(entry, at))
  yield directoryEnd(entries.length, start, written - start)
}

/** @throws on a name that could leave the folder that it is unpacked into (zip slip). */
function entryOf(name: string, offset: number): ZipEntry {
  if (!/^[^\\/:]+(\/[^\\/:]+)*$/.test(name) || name.split('/').includes('..'))
    throw new Error('not a name in an archive')
  return { name: Buffer.from(name), offset, sums: { crc32: 0, bytes: 0, packed: 0 }, streamed: false }
}

async function* one(
  file: ArchiveFile,
  entry: ZipEntry,
  at: Date,
  entries: ZipEntry[],
  sums: FileSum[],
): AsyncGenerator<Buffer> {
  const { name } = file
  entries.push(entry)
  if ('packed' in file) {
    const { sha256, ...known } = file.packed.sums
    entry.sums = known
    sums.push({ name, bytes: known.bytes, sha256 })
    yield fileHeader(entry, at)
    yield* file.packed.read()
    return
  }
  const hash = createHash('sha256')
  const blocks = summed(file.content(), entry.sums, hash)
  const first = (await blocks.next()).value ?? Buffer.alloc(0)
  const second = await blocks.next()
  if (second.done && first.length <= BLOCK_BYTES) {
    const packed = await deflated(first)
    entry.sums.packed = packed.length
    yield fileHeader(entry, at)
    yield packed
  } else {
    entry.streamed = true
    yield fileHeader(entry, at)
    yield* streamed(joined([first, ...(second.done ? [] : [second.value])], blocks), entry.sums)
    yield sumsAfter(entry)
  }
  sums.push({ name, bytes: entry.sums.bytes, sha256: hash.digest('hex') })
}

/** No more than a block is in memory. */
async function* streamed(clear: AsyncIterable<Buffer>, sums: Sums): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ chunkSize: BLOCK_BYTES })
  pipeline(Readable.from(clear, { objectMode: false }), deflate, () => {}) // told to whoever reads
  for await (const chunk of deflate) {
    sums.packed += (chunk as Buffer).length
    yield chunk as Buffer
  }
}

async function* joined(begun: Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* begun
  yield* rest
}

async function* summed(
  content: AsyncIterable<string | Buffer>,
  sums: Sums,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer, undefined> {
  for await (const block of inBlocks(content)) {
    hash.update(block)
    sums.crc32 = crc32(block, sums.crc32)
    sums.bytes += block.length
    yield block
  }
}

const joint = (parts: Buffer[]): Buffer => (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts))

/** Of a frame's size, as read from a file: those pass as they are, since each copy would stay until the next collection. */
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
