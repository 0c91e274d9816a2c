import { createHash, randomBytes } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { createRequestKey } from './request-key'
import { checkEncrypted, decryptStream, encryptStream, FRAME_BYTES } from './stream-encryption'
import { testKeyring } from './test-keyring'

const keyring = testKeyring()
const newKey = () => createRequestKey(keyring, { tenant: 'acme', requestId: 'request-1' }).key
const key = newKey()
const place = { tenant: 'acme', table: 'access_package', column: 'file', row: 'package-1' }
const HEADER = 40
const SEALED_FRAME = FRAME_BYTES + 16

const pieces = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
const encrypted = (clear: Buffer, size = 1_000_000) =>
  buffer(Readable.from(pieces(clear, size)).pipe(encryptStream(key, place)))

async function decrypted(sealed: Buffer, size = 1_000_000, other: Partial<typeof place> = {}, withKey = key) {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await pipeline(Readable.from(pieces(sealed, size)), decryptStream(withKey, { ...place, ...other }), sink)
  return Buffer.concat(chunks)
}

describe('an encrypted file', () => {
  it.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 3 * FRAME_BYTES + 17])(
    'of %i bytes comes back, in whatever pieces it is read',
    async (length) => {
      const clear = randomBytes(length)
      const sealed = await encrypted(clear, 777)
      const frames = Math.max(1, Math.ceil(length / FRAME_BYTES))
      expect(sealed.length).toBe(HEADER + length + frames * 16)
      for (const size of [1_000_000, FRAME_BYTES, 61]) expect((await decrypted(sealed, size)).equals(clear)).toBe(true)
    },
  )

  it('never looks the same twice', async () => {
    const clear = Buffer.alloc(100)
    expect((await encrypted(clear)).equals(await encrypted(clear))).toBe(false)
  })

  it('does not open in another place or with another key', async () => {
    const sealed = await encrypted(randomBytes(100))
    await expect(decrypted(sealed, 100, { row: 'package-2' })).rejects.toThrow('not-authentic')
    await expect(decrypted(sealed, 100, { tenant: 'other' })).rejects.toThrow('not-authentic')
    await expect(decrypted(sealed, 100, {}, newKey())).rejects.toThrow('not-authentic')
  })
})

describe('a file that was touched', () => {
  const clear = randomBytes(3 * FRAME_BYTES + 500)
  const frame = (sealed: Buffer, at: number) =>
    sealed.subarray(HEADER + at * SEALED_FRAME, HEADER + (at + 1) * SEALED_FRAME)
  const file = (sealed: Buffer, ...frames: number[]) =>
    Buffer.concat([sealed.subarray(0, HEADER), ...frames.map((at) => frame(sealed, at))])

  it.each([
    ['cut in the middle of a frame', (s: Buffer) => s.subarray(0, HEADER + SEALED_FRAME + 1000)],
    ['cut between two frames', (s: Buffer) => file(s, 0, 1, 2)],
    ['cut after the first frame', (s: Buffer) => file(s, 0)],
    ['cut by one byte', (s: Buffer) => s.subarray(0, -1)],
    ['cut to its header', (s: Buffer) => s.subarray(0, HEADER)],
    ['cut in its header', (s: Buffer) => s.subarray(0, 20)],
    ['emptied', () => Buffer.alloc(0)],
    ['with frames exchanged', (s: Buffer) => file(s, 1, 0, 2, 3)],
    ['with a frame repeated', (s: Buffer) => file(s, 0, 1, 1, 2, 3)],
    ['with a frame left out', (s: Buffer) => file(s, 0, 2, 3)],
    ['with the last frame only', (s: Buffer) => file(s, 3)],
    ['with something appended', (s: Buffer) => Buffer.concat([s, Buffer.alloc(16)])],
    ['with its own last frame appended', (s: Buffer) => Buffer.concat([s, frame(s, 3)])],
    ['of another kind', () => randomBytes(1000)],
  ])('%s fails closed', async (_name, tamper) => {
    const sealed = await encrypted(clear)
    await expect(decrypted(tamper(sealed))).rejects.toThrow(/cannot be opened/)
    await expect(checkEncrypted(Readable.from([tamper(sealed)]), key, place)).rejects.toThrow(/cannot be opened/)
  })

  it('in a single bit, anywhere, fails closed', async () => {
    const sealed = await encrypted(randomBytes(FRAME_BYTES + 50))
    const spots = [0, 7, 8, 39, 40, HEADER + SEALED_FRAME - 1, HEADER + SEALED_FRAME, sealed.length - 1]
    const random = Array.from({ length: 40 }, () => randomBytes(4).readUInt32BE() % sealed.length)
    for (const spot of [...spots, ...random]) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(spot) ^ (1 << (spot % 8)), spot)
      await expect(decrypted(changed, 5000), `byte ${spot}`).rejects.toThrow(/cannot be opened/)
    }
  })

  it('with frames of another file under the same key fails closed', async () => {
    const [one, two] = [await encrypted(clear), await encrypted(clear)]
    const mixed = Buffer.concat([one.subarray(0, HEADER + SEALED_FRAME), two.subarray(HEADER + SEALED_FRAME)])
    await expect(decrypted(mixed)).rejects.toThrow('not-authentic')
  })

  it('is checked whole before a byte is served', async () => {
    const sealed = await encrypted(clear)
    await expect(checkEncrypted(Readable.from(pieces(sealed, 9999)), key, place)).resolves.toBeUndefined()
  })
})

it('needs no more memory for a large file than for a small one', async () => {
  const MEGABYTES = 192
  const piece = randomBytes(1024 * 1024)
  async function* source() {
    for (let count = 0; count < MEGABYTES; count += 1) yield piece
  }
  const expected = createHash('sha256')
  for (let count = 0; count < MEGABYTES; count += 1) expected.update(piece)
  const seen = createHash('sha256')
  let peak = 0
  const before = process.memoryUsage().rss
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      seen.update(chunk)
      peak = Math.max(peak, process.memoryUsage().rss - before)
      done()
    },
  })
  await pipeline(Readable.from(source()), encryptStream(key, place), decryptStream(key, place), sink)
  expect(seen.digest('hex')).toBe(expected.digest('hex'))
  expect(peak).toBeLessThan(100 * 1024 * 1024)
})
