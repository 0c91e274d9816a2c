// A folder over FTPS. FTP has no renaming that spares another's file, so the name is looked at right before.
import { createHash } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import type { FtpsConfig, Patience } from './carrier'
import { CarrierFailure } from './carrier-failure'
import type { CarrierSession, Seen } from './carrier-session'
import { type FtpsConnection, openFtpsConnection } from './ftps-connection'
import { hearingWhy } from './ftps-reason'

const NOT_THERE = 550

export async function openFtps(config: FtpsConfig, patience: Patience): Promise<CarrierSession> {
  const connection = await openFtpsConnection(config, patience)
  const { client, fingerprint, say } = connection
  const close = () => client.close()
  if (config.folder) {
    await say(
      () => client.cd(config.folder),
      (code) => (code === NOT_THERE ? 'folder-missing' : null),
    ).catch((error) => {
      close()
      throw error
    })
  }
  const look = lookingBy(connection)
  return {
    ...{ fingerprint, close, look },
    digest: (name, bytes) => digestOf(connection, name, bytes),
    write: (name, from, source) => write(connection, name, from, source),
    rename: async (name, to) => {
      const refused = await say(() => client.rename(name, to)).catch((error: CarrierFailure) => error)
      if (refused instanceof CarrierFailure)
        throw refused.problem === 'no-right' && (await look(to)) ? new CarrierFailure('name-taken') : refused
    },
    remove: async (name) => {
      const refused = await say(() => client.remove(name)).catch((error: CarrierFailure) => error)
      if (refused instanceof CarrierFailure && (refused.problem !== 'no-right' || (await look(name)))) throw refused
    },
    enter: async (name) => {
      await say(() => client.sendIgnoringError(`MKD ${name}`))
      await say(() => client.cd(name))
    },
  }
}

type Look = (name: string) => Promise<Seen | null>

/** FTP gives the size of files only. */
const lookingBy =
  ({ client, say }: FtpsConnection): Look =>
  (name) =>
    say(async () => {
      const { code, message } = await client.sendIgnoringError(`SIZE ${name}`)
      if (code === NOT_THERE) return null
      const size = Number(/^213 (\d{1,15})\s*$/.exec(message)?.[1] ?? Number.NaN)
      if (Number.isNaN(size)) throw new CarrierFailure(code === 421 ? 'cut' : 'receiver-refused')
      return { size, isFile: true }
    })

async function digestOf({ client, say }: FtpsConnection, name: string, bytes: number): Promise<string | null> {
  const hash = createHash('sha256')
  let seen = 0
  const reading = new Writable({
    write(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      hash.update(chunk)
      // A server that gives more than it has said may give for ever.
      done(seen > bytes ? new CarrierFailure('not-verified') : null)
    },
  })
  await say(() => client.downloadTo(reading, name))
  return seen === bytes ? hash.digest('hex') : null
}

/** Nothing is opened for nothing: some servers take a data connection without a byte for a broken one. */
async function write({ client, say }: FtpsConnection, name: string, from: number, source: Readable): Promise<void> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await chunks.next()
  if (first.done) return
  const all = Readable.from(beginningWith(first.value, chunks), { objectMode: false, highWaterMark: 1 << 18 })
  // Its end is the transfer's; the library takes an error of the source for a reason to hang up.
  all._destroy = (_error, done) => {
    source.destroy()
    done(null)
  }
  await say(() => hearingWhy(client, () => (from > 0 ? client.appendFrom(all, name) : client.uploadFrom(all, name))))
}

async function* beginningWith(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
