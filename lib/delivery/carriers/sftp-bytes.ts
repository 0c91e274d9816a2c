// The bytes of a file over SFTP. Requests are kept under way side by side, or the line would be empty most of the time.
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { SFTPWrapper } from 'ssh2'
import { CarrierFailure } from './carrier-failure'
import { type Ask, NotOffered } from './sftp-ask'

/** How much is asked for in one piece, and how many pieces are under way. */
export type Pace = { piece: number; underWay: number }
/** What every server takes, as the usual client does it; OpenSSH takes more, which saves much of the work. */
export const usualPace: Pace = { piece: 32_768, underWay: 64 }
export const opensshPace: Pace = { piece: 253_952, underWay: 16 }

export type RemoteFile = { sftp: SFTPWrapper; ask: Ask; path: string; pace: Pace }

/** A new file is made exclusively: whatever has this name, also a link to somewhere else, is not written through. */
export async function writeAll({ sftp, ask, path, pace }: RemoteFile, from: number, source: Readable): Promise<void> {
  const handle = await ask<Buffer>((done) => sftp.open(path, from > 0 ? 'r+' : 'wx', { mode: 0o600 }, done))
  try {
    await writePieces(inPieces(source, pace.piece), new Line(pace.underWay), from, (piece, to) =>
      ask<void>((done) => sftp.write(handle, piece, 0, piece.length, to, (error) => done(error, undefined))),
    )
    await ask<void>((done) => sftp.ext_openssh_fsync(handle, (error) => done(error, undefined)))
  } catch (error) {
    if (!(error instanceof NotOffered)) throw roomFor(error)
  }
  await ask<void>((done) => sftp.close(handle, (error) => done(error, undefined)))
}

/** What goes wrong with bytes in a file that was opened: no room, no quota, too large. Version 3 says "failure". */
const roomFor = (error: unknown): unknown =>
  error instanceof CarrierFailure && error.problem === 'receiver-failed' ? new CarrierFailure('disk-full') : error

type WritePiece = (piece: Buffer, to: number) => Promise<void>
async function writePieces(pieces: AsyncIterable<Buffer>, line: Line, from: number, write: WritePiece): Promise<void> {
  let position = from
  for await (const piece of pieces) {
    await line.add(write(piece, position))
    position += piece.length
  }
  await line.rest()
}

async function* inPieces(source: Readable, size: number): AsyncGenerator<Buffer> {
  let kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    kept.push(chunk)
    bytes += chunk.length
    if (bytes < size) continue
    const all = Buffer.concat(kept)
    let at = 0
    for (; at + size <= all.length; at += size) yield all.subarray(at, at + size)
    kept = [all.subarray(at)]
    bytes = all.length - at
  }
  if (bytes > 0) yield Buffer.concat(kept)
}

/** SHA-256 of the first bytes, read back; null where there are fewer. */
export async function digestOf(file: RemoteFile, bytes: number): Promise<string | null> {
  const { sftp, ask, path, pace } = file
  const handle = await ask<Buffer>((done) => sftp.open(path, 'r', done))
  const hash = createHash('sha256')
  const pieces: Promise<Buffer>[] = []
  let seen = 0
  for (let asked = 0; seen < bytes; ) {
    for (; asked < bytes && pieces.length < pace.underWay; asked += pace.piece) {
      pieces.push(heard(readPiece(file, handle, asked, Math.min(pace.piece, bytes - asked))))
    }
    const piece = await pieces.shift()
    if (!piece || piece.length === 0) break
    hash.update(piece)
    seen += piece.length
  }
  await Promise.all(pieces)
  await ask<void>((done) => sftp.close(handle, (error) => done(error, undefined)))
  return seen === bytes ? hash.digest('hex') : null
}

/** A failure is waited for in its turn, and is not unheard until then. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** Servers may give less than asked; shorter than `length` only at the file's end. */
async function readPiece({ sftp, ask }: RemoteFile, handle: Buffer, from: number, length: number): Promise<Buffer> {
  const piece = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const got = await ask<number>((done) =>
      sftp.read(handle, piece, filled, length - filled, from + filled, (error, bytes) => done(error, bytes)),
    )
    if (got === 0) break
    filled += got
  }
  return piece.subarray(0, filled)
}

/** So many under way, and no more; the first failure is everybody's. */
class Line {
  private underWay = 0
  private failure: { error: unknown } | null = null
  private wake: (() => void) | null = null

  constructor(private readonly most: number) {}

  async add(work: Promise<void>): Promise<void> {
    this.underWay++
    work
      .catch((error: unknown) => {
        this.failure ??= { error }
      })
      .finally(() => {
        this.underWay--
        this.wake?.()
      })
    while (this.underWay >= this.most) await this.change()
    if (this.failure) throw this.failure.error
  }

  async rest(): Promise<void> {
    while (this.underWay > 0) await this.change()
    if (this.failure) throw this.failure.error
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }
}
