// An SFTP server that lies. Files are kept in memory; it notes whatever is asked of it.
import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type ssh2 from 'ssh2'
import type { Attributes, AuthContext, Server as SshServer } from 'ssh2'

// The same ssh2 that the product's client uses.
const { Server, utils } = createRequire(createRequire(import.meta.url).resolve('ssh2-sftp-client'))(
  'ssh2',
) as typeof ssh2
const { OPEN_MODE, STATUS_CODE } = utils.sftp

export type Lies = {
  /** Every status goes with these words. */
  words?: string
  /** Sizes that are said instead of the true ones. */
  size?: (name: string, size: number) => number
  /** What is given when a file is read back. */
  reading?: (content: Buffer) => Buffer
  /** Gives so few bytes a time. */
  shortReads?: number
  /** Renames over whatever stands there, as many servers do. */
  overwrites?: boolean
  /** Takes this many bytes of a file and says that all is well. */
  swallowsAfter?: number
  /** Answers nothing of this kind. */
  silent?: 'LSTAT' | 'WRITE' | 'RENAME'
}

type Handle = { path: string; at: number }
const attributes = (size: number, mode = 0o100600): Attributes => ({ mode, uid: 0, gid: 0, size, atime: 0, mtime: 0 })

export async function hostileSftp(hostKey: string, password: string, lies: Lies = {}) {
  const files = new Map<string, Buffer>()
  const asked: { kind: string; path: string }[] = []
  const signIns: string[] = []
  const server: SshServer = new Server({ hostKeys: [hostKey] }, (client) => {
    client.on('error', () => {})
    client.on('authentication', (context: AuthContext) => {
      signIns.push(context.method)
      if (context.method === 'password' && context.password === password) context.accept()
      else context.reject(['password'])
    })
    client.on('session', (accept) => accept().on('sftp', (open) => serve(open())))
  })

  function serve(sftp: ssh2.SFTPWrapper) {
    const handles = new Map<number, Handle>()
    let next = 0
    const on = (kind: string, act: (id: number, ...rest: never[]) => void) =>
      (sftp as unknown as EventEmitter).on(kind, ((id: number, ...rest: never[]) => {
        if (typeof rest[0] === 'string') asked.push({ kind, path: rest[0] })
        if (lies.silent !== kind) act(id, ...rest)
      }) as never)
    const status = (id: number, code: number) => (sftp as unknown as Stream).status(id, code, lies.words ?? '')
    const { handle, attrs, data, name } = bound(sftp as unknown as Stream)
    const found = (raw: Buffer) => handles.get(raw.readUInt32BE(0)) as Handle
    on('OPEN', (id: number, path: string, flags: number) => {
      if (flags & OPEN_MODE.EXCL && files.has(path)) return status(id, STATUS_CODE.FAILURE)
      if (!(flags & OPEN_MODE.CREAT) && !files.has(path)) return status(id, STATUS_CODE.NO_SUCH_FILE)
      if (flags & OPEN_MODE.TRUNC || !files.has(path)) files.set(path, Buffer.alloc(0))
      handles.set(++next, { path, at: 0 })
      const raw = Buffer.alloc(4)
      raw.writeUInt32BE(next)
      handle(id, raw)
    })
    on('WRITE', (id: number, raw: Buffer, offset: number, bytes: Buffer) => {
      const { path } = found(raw)
      const before = files.get(path) as Buffer
      const after = Buffer.alloc(Math.max(before.length, offset + bytes.length))
      before.copy(after)
      bytes.copy(after, offset)
      files.set(path, after.subarray(0, lies.swallowsAfter ?? after.length))
      status(id, STATUS_CODE.OK)
    })
    on('READ', (id: number, raw: Buffer, offset: number, length: number) => {
      const content = files.get(found(raw).path) as Buffer
      const given = (lies.reading?.(content) ?? content).subarray(
        offset,
        offset + Math.min(length, lies.shortReads ?? length),
      )
      if (given.length > 0) data(id, given)
      else status(id, STATUS_CODE.EOF)
    })
    const stat = (id: number, path: string) => {
      if (path === '/in') return attrs(id, attributes(0, 0o040700))
      const content = files.get(path)
      if (!content) return status(id, STATUS_CODE.NO_SUCH_FILE)
      attrs(id, attributes(lies.size?.(path, content.length) ?? content.length))
    }
    on('STAT', stat)
    on('LSTAT', stat)
    on('RENAME', (id: number, from: string, to: string) => {
      if (files.has(to) && !lies.overwrites) return status(id, STATUS_CODE.FAILURE)
      files.set(to, files.get(from) as Buffer)
      files.delete(from)
      status(id, STATUS_CODE.OK)
    })
    on('REMOVE', (id: number, path: string) =>
      status(id, files.delete(path) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE),
    )
    on('CLOSE', (id: number) => status(id, STATUS_CODE.OK))
    on('MKDIR', (id: number) => status(id, STATUS_CODE.OK))
    on('OPENDIR', (id: number) => handle(id, Buffer.alloc(4)))
    on('REALPATH', (id: number) => name(id, [{ filename: '../../etc', longname: '', attrs: attributes(0) }]))
    on('READDIR', (id: number) => name(id, [{ filename: '../../../etc/passwd', longname: '', attrs: attributes(1) }]))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { port, files, asked, signIns, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

type Stream = {
  status: (id: number, code: number, message?: string) => void
  handle: (id: number, handle: Buffer) => void
  attrs: (id: number, attrs: Attributes) => void
  data: (id: number, data: Buffer) => void
  name: (id: number, names: { filename: string; longname: string; attrs: Attributes }[]) => void
}
const bound = (sftp: Stream) => ({
  handle: sftp.handle.bind(sftp),
  attrs: sftp.attrs.bind(sftp),
  data: sftp.data.bind(sftp),
  name: sftp.name.bind(sftp),
})

/** Two keys of servers, as OpenSSH writes them. */
export const newHostKey = (): string => utils.generateKeyPairSync('ed25519').private
