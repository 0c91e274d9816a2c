// A file comes under a temporary name, is read back, and only then gets its name: nobody at the receiver ever sees a part
// of it under that name. What an earlier try left is gone on with where its bytes are ours, else begun anew.
import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { CarrierProblem, DeliveryOrder, FileToDeliver, VerifiedBy } from './carrier'
import { CarrierFailure } from './carrier-failure'
import type { CarrierSession } from './carrier-session'

export type Watch = Pick<DeliveryOrder, 'onProgress' | 'signal'>

export const temporaryName = (name: string): string => `.${name}.part`

export async function placeFile(session: CarrierSession, file: FileToDeliver, watch: Watch): Promise<VerifiedBy> {
  const temporary = temporaryName(file.name)
  if (await isThere(session, file)) {
    await session.remove(temporary)
    return 'read-back'
  }
  const begun = await whatStands(session, file)
  if (begun === null || begun.from < file.bytes) await send(session, file, begun, watch)
  else await checkSource(session, file, begun.hash)
  const whole = (await session.look(temporary))?.size === file.bytes
  if (!whole || (await session.digest(temporary, file.bytes)) !== file.sha256)
    await leave(session, file, 'not-verified')
  if (watch.signal?.aborted) await leave(session, file, 'stopped')
  await giveName(session, file)
  return 'read-back'
}

/** The reply to an earlier renaming may have been lost: the very same file under this name is ours. */
async function isThere(session: CarrierSession, file: FileToDeliver): Promise<boolean> {
  const there = await session.look(file.name)
  if (!there) return false
  const same =
    there.isFile && there.size === file.bytes && (await session.digest(file.name, file.bytes)) === file.sha256
  if (!same) throw new CarrierFailure('name-taken')
  return true
}

type Begun = { from: number; hash: Hash }

/** Null: nothing that can be gone on with stands there any more. */
async function whatStands(session: CarrierSession, file: FileToDeliver): Promise<Begun | null> {
  const temporary = temporaryName(file.name)
  const part = await session.look(temporary)
  if (!part) return null
  if (part.isFile && part.size > 0 && part.size <= file.bytes) {
    const [theirs, ours] = await Promise.all([session.digest(temporary, part.size), beginning(file, part.size)])
    if (ours && theirs === ours.copy().digest('hex')) return { from: part.size, hash: ours }
  }
  await session.remove(temporary)
  return null
}

/** Null where our own file is shorter. */
async function beginning(file: FileToDeliver, bytes: number): Promise<Hash | null> {
  const hash = createHash('sha256')
  let left = bytes
  for await (const chunk of piecesOf(file, 0)) {
    const wanted = chunk.subarray(0, left)
    hash.update(wanted)
    left -= wanted.length
    if (left === 0) return hash
  }
  return null
}

async function checkSource(session: CarrierSession, file: FileToDeliver, hash: Hash): Promise<void> {
  if (hash.digest('hex') !== file.sha256) await leave(session, file, 'source-changed')
}

async function leave(session: CarrierSession, { name }: FileToDeliver, why: CarrierProblem): Promise<never> {
  await session.remove(temporaryName(name))
  throw new CarrierFailure(why)
}

async function send(session: CarrierSession, file: FileToDeliver, begun: Begun | null, watch: Watch): Promise<void> {
  const ours = outgoing(file, begun, watch)
  await session.write(temporaryName(file.name), begun?.from ?? 0, ours.stream)
  // Our end is an ordinary end of the bytes: the connection lives, and the temporary file can be taken away.
  if (ours.unfit) await leave(session, file, ours.unfit)
}

/**
 * Our bytes as they leave. The last piece leaves only when all of them together are what the checksum says, so that no
 * receiver ever has a whole file of another content.
 */
export function outgoing(file: FileToDeliver, begun: Begun | null, { onProgress, signal }: Watch) {
  const state: { stream: Readable; unfit: 'stopped' | 'source-changed' | null } = {
    stream: Readable.from([]),
    unfit: null,
  }
  const { from, hash } = begun ?? { from: 0, hash: createHash('sha256') }
  async function* bytes() {
    let sent = from
    let held: Buffer | null = null
    for await (const chunk of piecesOf(file, from)) {
      if (held) yield held
      if (signal?.aborted) {
        state.unfit = 'stopped'
        return
      }
      held = chunk
      hash.update(chunk)
      sent += chunk.length
      if (sent > file.bytes) break
      onProgress?.({ name: file.name, sent, bytes: file.bytes })
    }
    if (sent !== file.bytes || hash.digest('hex') !== file.sha256) state.unfit = 'source-changed'
    else if (held) yield held
  }
  state.stream = Readable.from(bytes(), { objectMode: false, highWaterMark: 1 << 18 })
  return state
}

/** Ends early where our own file cannot be read to its end. */
async function* piecesOf(file: FileToDeliver, from: number): AsyncGenerator<Buffer> {
  const source = file.open(from)
  try {
    for await (const chunk of source) yield chunk as Buffer
  } catch {
    // Shorter than announced, which is how the package's change is noticed.
  } finally {
    source.destroy()
  }
}

async function giveName(session: CarrierSession, file: FileToDeliver): Promise<void> {
  if (await session.look(file.name)) throw new CarrierFailure('name-taken')
  await session.rename(temporaryName(file.name), file.name)
  if ((await session.look(file.name))?.size !== file.bytes) throw new CarrierFailure('not-verified')
}
