// An archive written as it is read: each file is asked for when its turn comes, hashed on the way, and nothing is held.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type ArchiveFile = { name: string; content: () => AsyncIterable<string | Buffer> }
export type FileSum = { name: string; bytes: number; sha256: string }

/**
 * `last` is made from the sums of the files before it. The stream fails when a file does: a ZIP that ends early cannot
 * pass for a whole one.
 */
export function zip(files: ArchiveFile[], last: { name: string; content: (sums: FileSum[]) => string }, at: Date) {
  const archive = new ZipFile()
  const output = archive.outputStream as Readable
  const sums: FileSum[] = []
  let current: Readable | null = null
  archive.on('error', (error: Error) => output.destroy(error))
  output.on('close', () => current?.destroy())
  const options = { mtime: at, mode: 0o100644 }
  for (const file of files)
    archive.addReadStreamLazy(file.name, options, (give) => {
      current = Readable.from(summed(file, sums), { objectMode: false })
      give(null, current)
    })
  archive.addReadStreamLazy(last.name, options, (give) => give(null, Readable.from([Buffer.from(last.content(sums))])))
  archive.end()
  return output
}

async function* summed(file: ArchiveFile, sums: FileSum[]): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const text of file.content()) {
    const chunk = typeof text === 'string' ? Buffer.from(text, 'utf8') : text
    hash.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  sums.push({ name: file.name, bytes, sha256: hash.digest('hex') })
}
