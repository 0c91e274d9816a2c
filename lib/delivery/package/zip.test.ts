import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import yauzl, { RandomAccessReader } from 'yauzl'
import { DeflatedText } from './deflated-text'
import { type ArchiveFile, type FileSum, zip } from './zip'
import { directoryEnd, directoryEntry } from './zip-records'

const at = new Date('2026-11-22T10:00:00Z')
const file = (name: string, ...texts: string[]): ArchiveFile => ({
  name,
  async *content() {
    yield* texts
  },
})
const manifest = { name: 'manifest.json', content: (sums: FileSum[]) => JSON.stringify(sums) }
const big = 'é'.repeat(100_000)

async function packed(name: string, ...texts: string[]): Promise<ArchiveFile> {
  const text = new DeflatedText({ bytes: 8 * 1024 * 1024 })
  for (const one of texts) await text.add(one)
  await text.finish()
  return { name, packed: text }
}

async function unzipped(archive: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const opened = await yauzl.fromBufferPromise(archive)
  for await (const entry of opened.eachEntry())
    files.set(entry.fileName, String(await buffer((await opened.openReadStreamPromise(entry)) as Readable)))
  return files
}

describe('an archive', () => {
  it('holds texts of any size, streamed or compressed before, and their sums', async () => {
    const files = [
      file('a/empty.txt'),
      file('Ü.txt', 'small'),
      file('big.txt', ...Array.from({ length: 20 }, () => big)),
      await packed('packed/none.txt'),
      await packed('packed/small.txt', 'a', 'b'),
      await packed('packed/big.txt', ...Array.from({ length: 20 }, () => big)),
    ]
    const found = await unzipped(await buffer(zip(files, manifest, at)))
    const expected = { 'a/empty.txt': '', 'Ü.txt': 'small', 'big.txt': big.repeat(20), 'packed/none.txt': '' }
    const all = { ...expected, 'packed/small.txt': 'ab', 'packed/big.txt': big.repeat(20) }
    for (const [name, text] of Object.entries(all)) expect(found.get(name) === text, name).toBe(true)
    expect(JSON.parse(found.get('manifest.json') ?? '')).toEqual(
      Object.entries(all).map(([name, text]) => ({
        name,
        bytes: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
      })),
    )
  })

  it.each(['../up.txt', '/root.txt', 'a\\b.txt', 'C:x', 'a//b', 'a/../b', ''])(
    'takes no file called %j',
    async (name) => {
      await expect(buffer(zip([file(name, 'x')], manifest, at))).rejects.toThrow('not a name')
    },
  )

  it('fails as a whole where one file does', async () => {
    const broken: ArchiveFile = {
      name: 'broken.txt',
      async *content() {
        yield big
        throw new Error('gone')
      },
    }
    await expect(buffer(zip([file('a.txt', 'x'), broken], manifest, at))).rejects.toThrow('gone')
  })

  it('is found again beyond four gigabytes', async () => {
    const sums = { crc32: 7, bytes: 6_000_000_000, packed: 5_000_000_000 }
    const start = 5_000_000_100
    const entry = { name: Buffer.from('large.txt'), offset: 4_999_999_999, sums, streamed: true }
    const directory = directoryEntry(entry, at)
    const tail = Buffer.concat([directory, directoryEnd(1, start, directory.length)])
    class Tail extends RandomAccessReader {
      override _readStreamForRange(from: number, to: number) {
        // What stands before is not asked for what it says.
        const before = Buffer.alloc(Math.max(0, start - from))
        return Readable.from([Buffer.concat([before, tail.subarray(Math.max(0, from - start), to - start)])])
      }
    }
    const opened = await yauzl.fromRandomAccessReaderPromise(new Tail(), start + tail.length)
    for await (const { fileName, uncompressedSize, compressedSize, relativeOffsetOfLocalHeader } of opened.eachEntry())
      expect([fileName, uncompressedSize, compressedSize, relativeOffsetOfLocalHeader]).toEqual([
        ...['large.txt', sums.bytes, sums.packed, entry.offset],
      ])
    expect(opened.entryCount).toBe(1)
  })
})
