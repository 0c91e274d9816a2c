// SFTP, as version 3 and OpenSSH speak it.
import type { Stats } from 'ssh2'
import type { Patience, SftpConfig } from './carrier'
import { CarrierFailure } from './carrier-failure'
import type { CarrierSession, Seen } from './carrier-session'
import { asking, NoSuchFile } from './sftp-ask'
import { digestOf, opensshPace, type RemoteFile, usualPace, writeAll } from './sftp-bytes'
import { openSsh } from './ssh-connection'

export async function openSftp(config: SftpConfig, patience: Patience): Promise<CarrierSession> {
  const connection = await openSsh(config, patience)
  const { sftp, fingerprint, close } = connection
  const ask = asking(connection)
  try {
    // Also a link to a folder is one.
    const found = await ask<Stats>((done) => sftp.stat(config.folder || '.', done))
    if (!found.isDirectory()) throw new CarrierFailure('folder-missing')
  } catch (error) {
    close()
    throw error
  }
  return {
    fingerprint,
    close,
    ...folderOf({ sftp, ask, pace: connection.openssh ? opensshPace : usualPace }, config.folder || '.'),
  }
}

type Server = Omit<RemoteFile, 'path'>
function folderOf(server: Server, start: string): Omit<CarrierSession, 'fingerprint' | 'close'> {
  const { sftp, ask } = server
  let folder = start
  const at = (name: string) => (folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`)
  const tell = (send: (done: (error: Error | null | undefined) => void) => void) =>
    ask<void>((done) => send((error) => done(error, undefined)))
  const look = (name: string) => ask<Stats>((done) => sftp.lstat(at(name), done)).then(seen, nothing)
  return {
    look,
    remove: (name) => tell((done) => sftp.unlink(at(name), done)).catch(nothing) as Promise<void>,
    digest: (name, bytes) => digestOf({ ...server, path: at(name) }, bytes),
    write: (name, from, source) => writeAll({ ...server, path: at(name) }, from, source),
    rename: async (name, to) => {
      const refused = await tell((done) => sftp.rename(at(name), at(to), done)).catch(failure)
      // Somebody else's file may have come meanwhile: version 3 has no word of its own for it.
      if (refused) throw (await look(to)) ? new CarrierFailure('name-taken') : refused
    },
    enter: async (name) => {
      const refused = await tell((done) => sftp.mkdir(at(name), done)).catch(failure)
      if (refused && !(await look(name))) throw refused
      folder = at(name)
    },
  }
}

const seen = (stats: Stats): Seen => ({ size: stats.size, isFile: stats.isFile() })
const failure = (error: CarrierFailure): CarrierFailure => error
function nothing(error: unknown): null {
  if (error instanceof NoSuchFile) return null
  throw error
}
