import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { type Readable, Transform, type TransformCallback, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DecryptionError } from './decryption-error'
import { associatedData, type Place } from './place'
import type { NamedKey } from './sealed-text'

// File: header (magic 8, salt 32), then frames of at most 64 KiB, each with its tag. Every file has its own key from
// the salt, so the frame's number can be its nonce. The last byte of the nonce says whether it is the last frame: cut,
// repeated, exchanged or appended frames do not open. (The STREAM construction, as in age.)
const MAGIC = Buffer.from('HABEASF1', 'latin1')
const SALT_BYTES = 32
const HEADER_BYTES = MAGIC.length + SALT_BYTES
export const FRAME_BYTES = 64 * 1024
const TAG_BYTES = 16
const ALGORITHM: CipherGCMTypes = 'aes-256-gcm'

/** Encrypts a file of any length in constant memory. */
export function encryptStream(key: NamedKey, place: Place): Transform {
  const salt = randomBytes(SALT_BYTES)
  const header = Buffer.concat([MAGIC, salt])
  const file = fileCipher(key, place, salt, header)
  const frames = new Frames(FRAME_BYTES)
  let begun = false
  return transform(
    (chunk, push) => {
      if (!begun) push(header)
      begun = true
      frames.add(chunk, (frame) => push(file.seal(frame, false)))
    },
    (push) => {
      if (!begun) push(header)
      push(file.seal(frames.rest(), true))
    },
  )
}

/**
 * Decrypts and ends with DecryptionError at the first thing wrong. Frames before it have been passed on by then: whoever
 * may not hand out half a file runs `checkEncrypted` first.
 */
export function decryptStream(key: NamedKey, place: Place): Transform {
  const { add, end } = opener(key, place)
  return transform(add, end)
}

/** The same of parts that are read on demand; a part is no longer needed when the next is asked for. */
export async function* decrypted(source: AsyncIterable<Buffer>, key: NamedKey, place: Place): AsyncGenerator<Buffer> {
  const { add, end } = opener(key, place)
  const opened: Buffer[] = []
  const push = (bytes: Buffer) => opened.push(bytes)
  for await (const part of source) {
    add(part, push)
    yield* opened.splice(0)
  }
  end(push)
  yield* opened
}

function opener(key: NamedKey, place: Place) {
  const header = new Frames(HEADER_BYTES)
  const frames = new Frames(FRAME_BYTES + TAG_BYTES)
  let file: ReturnType<typeof fileCipher> | null = null
  const begin = (bytes: Buffer) => {
    if (bytes.length !== HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
      throw new DecryptionError('malformed')
    return fileCipher(key, place, bytes.subarray(MAGIC.length), bytes)
  }
  return {
    add: (chunk: Buffer, push: Push) => {
      const body = file ? chunk : header.fill(chunk)
      if (!file && body.length > 0) file = begin(header.rest())
      const { open } = file ?? { open: null }
      if (open) frames.add(body, (frame) => push(open(frame, false)))
    },
    end: (push: Push) => {
      const last = (file ?? begin(header.rest())).open(frames.rest(), true)
      if (last.length > 0) push(last)
    },
  }
}

/** Reads to the end and throws DecryptionError unless every frame opens. Keeps nothing. */
export async function checkEncrypted(source: Readable, key: NamedKey, place: Place): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  await pipeline(source, decryptStream(key, place), nowhere)
}

function fileCipher(key: NamedKey, place: Place, salt: Buffer, header: Buffer) {
  const secret = deriveFileKey(key.secret, salt)
  const aad = Buffer.concat([header, associatedData(key.kid, place)])
  let number = 0n
  const nonce = (last: boolean) => {
    const bytes = Buffer.alloc(12)
    bytes.writeBigUInt64BE(number, 3)
    bytes.writeUInt8(last ? 1 : 0, 11)
    number += 1n
    return bytes
  }
  return {
    seal(frame: Buffer, last: boolean): Buffer {
      const cipher = createCipheriv(ALGORITHM, secret, nonce(last), { authTagLength: TAG_BYTES }).setAAD(aad)
      return Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()])
    },
    open(frame: Buffer, last: boolean): Buffer {
      if (frame.length < TAG_BYTES) throw new DecryptionError('malformed')
      const edge = frame.length - TAG_BYTES
      const decipher = createDecipheriv(ALGORITHM, secret, nonce(last), { authTagLength: TAG_BYTES }).setAAD(aad)
      decipher.setAuthTag(frame.subarray(edge))
      const opened = decipher.update(frame.subarray(0, edge))
      try {
        decipher.final()
      } catch {
        throw new DecryptionError('not-authentic')
      }
      return opened
    },
  }
}

function deriveFileKey(secret: KeyObject, salt: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, salt, 'habeas file v1', 32)))
}

/** Cuts a stream into frames of one size, holding the last one back: only the end shows that it was the last. */
class Frames {
  private readonly held: Buffer
  private used = 0
  constructor(private readonly size: number) {
    this.held = Buffer.alloc(size)
  }

  add(chunk: Buffer, emit: (frame: Buffer) => void): void {
    let left = chunk
    while (left.length > 0) {
      if (this.used === this.size) emit(this.rest())
      left = this.fill(left)
    }
  }

  /** Takes as much as fits and returns what does not. */
  fill(chunk: Buffer): Buffer {
    const taken = chunk.copy(this.held, this.used, 0, this.size - this.used)
    this.used += taken
    return chunk.subarray(taken)
  }

  rest(): Buffer {
    const frame = this.held.subarray(0, this.used)
    this.used = 0
    return frame
  }
}

type Push = (bytes: Buffer) => unknown

function transform(onChunk: (chunk: Buffer, push: Push) => void, onEnd: (push: Push) => void): Transform {
  const guarded = (stream: Transform, work: (push: Push) => void, done: TransformCallback) => {
    try {
      work((bytes) => stream.push(bytes))
      done()
    } catch (error) {
      done(error instanceof Error ? error : new DecryptionError('malformed'))
    }
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      guarded(this, (push) => onChunk(chunk, push), done)
    },
    flush(done) {
      guarded(this, onEnd, done)
    },
  })
}
