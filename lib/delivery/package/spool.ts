// Rows are read from the company's system once and kept for the minutes of the building: a page, a table and a JSON file
// are written one after another into the archive, and all three must show the very same rows, whatever changes in the
// system meanwhile, in constant memory. A few rows stay in memory; more go to an encrypted file, whose key lives in this
// process only.
import { createSecretKey, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { decryptStream, encryptStream } from '../../platform/crypto/stream-encryption'
import { discard, storagePath, store } from '../../platform/storage'
import { type Cell, cell } from './cell'

export type Row = Cell[]
export type Spool = { rows: number; read: () => AsyncGenerator<Row>; end: () => Promise<void> }

const place = { tenant: 'habeas', table: 'package', column: 'spool', row: 'once' }
const LINES_A_CHUNK = 200
/** A dataset. Most hold a page of rows, and a file that is flushed to the disk costs more than reading them. */
const IN_MEMORY = 64 * 1024

/** @throws whatever `source` throws; nothing is left behind then. */
export async function spoolRows(source: AsyncIterable<Record<string, unknown>>, fields: string[]): Promise<Spool> {
  let rows = 0
  const lines = jsonLines(source, fields, () => rows++)
  const held: string[] = []
  for (let size = 0; size < IN_MEMORY; ) {
    const { done, value } = await lines.next()
    if (done) return { rows, read: () => heldRows(held), end: async () => {} }
    held.push(value)
    size += value.length
  }
  const file = await spoolToFile(joined(held, lines))
  return { rows, ...file }
}

async function spoolToFile(lines: AsyncIterable<string>): Promise<Pick<Spool, 'read' | 'end'>> {
  const key = { kid: 'spool', secret: createSecretKey(randomBytes(32)) }
  const encrypt = encryptStream(key, place)
  // The failure of a stream before the last one reaches `store` as the end of the last.
  pipeline(Readable.from(lines, { objectMode: false }), encrypt, () => {})
  const name = await store(encrypt)
  return { read: () => readLines(name, decryptStream(key, place)), end: () => discard(name) }
}

async function* joined(held: string[], rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield* held
  yield* rest
}

async function* heldRows(held: string[]): AsyncGenerator<Row> {
  for (const lines of held) for (const line of lines.split('\n')) if (line !== '') yield JSON.parse(line) as Row
}

async function* jsonLines(
  source: AsyncIterable<Record<string, unknown>>,
  fields: string[],
  count: () => void,
): AsyncGenerator<string> {
  let lines: string[] = []
  for await (const row of source) {
    count()
    lines.push(`${JSON.stringify(fields.map((field) => cell(row[field])))}\n`)
    if (lines.length < LINES_A_CHUNK) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

async function* readLines(name: string, decrypt: ReturnType<typeof decryptStream>): AsyncGenerator<Row> {
  const file = createReadStream(storagePath(name))
  pipeline(file, decrypt, () => {})
  try {
    for await (const line of linesOf(decrypt)) yield JSON.parse(line) as Row
  } finally {
    file.destroy()
    decrypt.destroy()
  }
}

/** By LF alone: readline would also end lines at signs that stand inside JSON texts. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let to = bytes.indexOf(10, from); to >= 0; to = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, to)
      from = to + 1
    }
    rest = bytes.subarray(from)
  }
  if (rest.length > 0) throw new Error('a spooled row is cut')
}
