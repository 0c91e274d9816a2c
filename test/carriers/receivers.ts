// Both real servers under one face, so that every fault is tried on both.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, watch } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { makeAuthority } from '../../bin/run/certificates.mjs'
import { startOpenssh } from '../../bin/run/openssh.mjs'
import { startVsftpd } from '../../bin/run/vsftpd.mjs'
import type { FileToDeliver, FtpsConfig, SftpConfig } from '../../lib/delivery/carriers/carrier'
import { PROXY_HOST } from '../support/cutting-proxy'

export type RealReceiver = {
  name: 'OpenSSH' | 'vsftpd'
  config: SftpConfig | FtpsConfig
  /** The same, past the line that the tests cut. */
  overProxy: SftpConfig | FtpsConfig
  ports: number[]
  pid: number
  /** Where its files really are. */
  folder: string
  log: () => string
  stop: () => Promise<void>
}

export const testFolder = (name: string): string => {
  const at = path.resolve('.data/test', `${name}-${process.pid}`)
  mkdirSync(at, { recursive: true })
  return at
}

export async function opensshReceiver(name: string): Promise<RealReceiver> {
  const at = testFolder(name)
  const folder = path.join(at, 'in')
  mkdirSync(folder)
  const { host, port, pid, user, hostKey, privateKey, log, stop } = await startOpenssh({
    dir: path.join(at, 's'),
    folder,
  })
  const config: SftpConfig = { protocol: 'sftp', host, port, user, folder, hostKey, secret: { privateKey } }
  const overProxy = { ...config, host: PROXY_HOST }
  const end = () => stop().then(() => rmSync(at, { recursive: true, force: true }))
  return { name: 'OpenSSH', config, overProxy, ports: [port], pid, folder, log, stop: end }
}

type Certified = { altName?: string; expired?: boolean; tls?: { least: string; most: string } }

export async function vsftpdReceiver(name: string, { tls, ...issued }: Certified = {}): Promise<RealReceiver> {
  const at = testFolder(name)
  const folder = path.join(at, 'in')
  mkdirSync(folder)
  const { ca, issue } = makeAuthority(path.join(at, 'ca'))
  const certificate = issue('receiver', { altName: 'IP:127.0.0.1,IP:127.0.0.2,DNS:localhost', ...issued })
  const served = { dir: path.join(at, 's'), folder, certificate, ...(tls ? { tls } : {}) }
  const { host, port, passive, pid, user, password, log, stop } = await startVsftpd(served)
  const config: FtpsConfig = { protocol: 'ftps', host, port, user, folder, ca, secret: { password } }
  const overProxy = { ...config, host: PROXY_HOST }
  const end = () => stop().then(() => rmSync(at, { recursive: true, force: true }))
  return { name: 'vsftpd', config, overProxy, ports: [port, ...passive], pid, folder, log, stop: end }
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

export type InMemory = FileToDeliver & { content: Buffer }
export function fileOf(name: string, content: Buffer = randomBytes(200_000)): InMemory {
  const open = (from: number) => Readable.from(pieces(content.subarray(from)), { objectMode: false })
  return { name, content, bytes: content.length, sha256: sha256(content), open }
}

function* pieces(content: Buffer) {
  for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000)
}

/** Every look at a file under a final name that was not the whole file. */
export function watchForParts(folder: string, files: FileToDeliver[]) {
  const wrong: string[] = []
  const look = (name: string | null) => {
    const file = files.find((each) => each.name === name)
    if (!file) return
    try {
      if (sha256(readFileSync(path.join(folder, file.name))) !== file.sha256) wrong.push(file.name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  const watcher = watch(folder, (_event, name) => look(name))
  return { wrong, look: () => files.forEach((file) => void look(file.name)), stop: () => watcher.close() }
}
