// The records of a ZIP archive (APPNOTE 6.3): names in UTF-8, deflated, sizes of 64 bits where 32 do not hold them.
export type Sums = { crc32: number; bytes: number; packed: number }
export type ZipEntry = {
  name: Buffer
  /** Where its header stands. */
  offset: number
  sums: Sums
  /** Its sums were not known when its header was written: they follow it. */
  streamed: boolean
}

const FULL = 0xffffffff
const [PLAIN, LARGE] = [20, 45]
const MADE_ON_UNIX = 0x0300 | LARGE
const [UTF8, SUMS_FOLLOW] = [0x0800, 0x0008]
const DEFLATED = 8
const READABLE_FILE = 0o100644 * 0x10000

const isLarge = ({ bytes, packed }: Sums) => bytes >= FULL || packed >= FULL
const short = (value: number) => Math.min(value, FULL)

type Part = [bytes: 2 | 4 | 8, value: number]

function record(...parts: Part[]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of parts) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at)
    else buffer.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return buffer
}

/** UTC: an archive is the same wherever it was made. */
function moment(at: Date): Part[] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return [
    [2, time],
    [2, date],
  ]
}

const sizes = ({ crc32, bytes, packed }: Sums): Part[] => [
  [4, crc32],
  [4, short(packed)],
  [4, short(bytes)],
]

const largeExtra = (...values: number[]): Buffer =>
  values.length === 0 ? Buffer.alloc(0) : record([2, 1], [2, values.length * 8], ...values.map((v): Part => [8, v]))

const nothingYet: Sums = { crc32: 0, bytes: 0, packed: 0 }

export function fileHeader({ name, sums, streamed }: ZipEntry, at: Date): Buffer {
  const large = !streamed && isLarge(sums)
  const extra = large ? largeExtra(sums.bytes, sums.packed) : largeExtra()
  const said: Sums = streamed ? nothingYet : large ? { ...sums, bytes: FULL, packed: FULL } : sums
  const head = record(
    ...([
      [4, 0x04034b50],
      [2, large ? LARGE : PLAIN],
      [2, streamed ? UTF8 | SUMS_FOLLOW : UTF8],
      [2, DEFLATED],
      ...moment(at),
      ...sizes(said),
      [2, name.length],
      [2, extra.length],
    ] satisfies Part[]),
  )
  return Buffer.concat([head, name, extra])
}

export function sumsAfter({ sums }: ZipEntry): Buffer {
  const { crc32, bytes, packed } = sums
  const width = isLarge(sums) ? 8 : 4
  return record([4, 0x08074b50], [4, crc32], [width, packed], [width, bytes])
}

export function directoryEntry({ name, offset, sums, streamed }: ZipEntry, at: Date): Buffer {
  const large = isLarge(sums)
  const extra = largeExtra(...(large ? [sums.bytes, sums.packed] : []), ...(offset >= FULL ? [offset] : []))
  const said = large ? { ...sums, bytes: FULL, packed: FULL } : sums
  const head = record(
    ...([
      [4, 0x02014b50],
      [2, MADE_ON_UNIX],
      [2, extra.length > 0 ? LARGE : PLAIN],
      [2, streamed ? UTF8 | SUMS_FOLLOW : UTF8],
      [2, DEFLATED],
      ...moment(at),
      ...sizes(said),
      [2, name.length],
      [2, extra.length],
      ...[2, 2, 2].map((bytes): Part => [bytes as 2, 0]), // no comment, one disk, no attributes of its own
      [4, READABLE_FILE],
      [4, short(offset)],
    ] satisfies Part[]),
  )
  return Buffer.concat([head, name, extra])
}

/** `start`, `length`: of the directory. */
export function directoryEnd(entries: number, start: number, length: number): Buffer {
  const large = entries >= 0xffff || start >= FULL || length >= FULL
  const count = Math.min(entries, 0xffff)
  const end = record(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, short(length)],
    [4, short(start)],
    [2, 0],
  )
  if (!large) return end
  const made: Part[] = [
    [2, MADE_ON_UNIX],
    [2, LARGE],
  ]
  const where: Part[] = [entries, entries, length, start].map((value) => [8, value])
  return Buffer.concat([
    record([4, 0x06064b50], [8, 44], ...made, [4, 0], [4, 0], ...where),
    record([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]),
    end,
  ])
}
