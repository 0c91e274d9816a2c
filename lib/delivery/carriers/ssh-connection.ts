// A connection to an SSH server whose host key is compared before anything of ours is sent: not even the user's name.
import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { SFTPWrapper } from 'ssh2'
import SftpClient from 'ssh2-sftp-client'
import type { CarrierProblem, Patience, SftpConfig } from './carrier'
import { CarrierFailure, isUnreachable } from './carrier-failure'

// No SHA-1, no CBC. One order of host key kinds for set-up and use, so that both see the same key of a server with several.
const algorithms = {
  serverHostKey: [
    'ssh-ed25519' as const,
    'ecdsa-sha2-nistp256' as const,
    'ecdsa-sha2-nistp384' as const,
    'ecdsa-sha2-nistp521' as const,
    'rsa-sha2-512' as const,
    'rsa-sha2-256' as const,
  ],
  cipher: [
    'aes128-gcm@openssh.com' as const,
    'aes256-gcm@openssh.com' as const,
    'chacha20-poly1305@openssh.com' as const,
    'aes128-ctr' as const,
    'aes256-ctr' as const,
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com' as const,
    'hmac-sha2-512-etm@openssh.com' as const,
    'hmac-sha2-256' as const,
    'hmac-sha2-512' as const,
  ],
  kex: [
    'curve25519-sha256' as const,
    'curve25519-sha256@libssh.org' as const,
    'ecdh-sha2-nistp256' as const,
    'ecdh-sha2-nistp384' as const,
    'ecdh-sha2-nistp521' as const,
    'diffie-hellman-group16-sha512' as const,
    'diffie-hellman-group-exchange-sha256' as const,
    'diffie-hellman-group14-sha256' as const,
  ],
}

/** As `ssh-keygen -l` prints it. */
export const keyFingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

export type SshConnection = {
  sftp: SFTPWrapper
  /** As the server says of itself: it takes larger pieces then. */
  openssh: boolean
  fingerprint: string
  /** Why the connection ended, once it has. */
  ended: () => CarrierProblem | null
  /** Called once, when it ends. */
  onEnd: (act: () => void) => void
  close: () => void
}
type Server = { host: string; port: number }

async function openSocket({ host, port }: Server, { connectMs, stallMs }: Patience): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new CarrierFailure('unreachable'))
    socket.setTimeout(connectMs, fail).once('error', fail).once('connect', resolve)
  }).catch((error) => {
    socket.on('error', () => {}).destroy()
    throw error
  })
  socket.removeAllListeners().setTimeout(stallMs)
  return socket
}

/** Only looks: the connection ends before anybody signs in. */
export async function seeHostKey(server: Server, patience: Patience): Promise<string> {
  const seen: { key?: Buffer } = {}
  const look = (key: Buffer) => {
    seen.key = key
    return false
  }
  await join(server, patience, look, { username: 'nobody', authHandler: () => false }).catch((error) => {
    if (!seen.key) throw error
  })
  if (!seen.key) throw new CarrierFailure('receiver-failed')
  return keyFingerprint(seen.key)
}

export async function openSsh(config: SftpConfig, patience: Patience): Promise<SshConnection> {
  const { secret, user: username } = config
  const signIn =
    'password' in secret
      ? { username, password: secret.password, authHandler: ['password' as const] }
      : { username, ...secret, authHandler: ['publickey' as const] }
  const connection = await join(config, patience, (key) => keyFingerprint(key) === config.hostKey, signIn)
  return { ...connection, fingerprint: config.hostKey }
}

type SignIn = Pick<SftpClient.ConnectOptions, 'username' | 'password' | 'privateKey' | 'passphrase' | 'authHandler'>

async function join(server: Server, patience: Patience, trusts: (key: Buffer) => boolean, signIn: SignIn) {
  const socket = await openSocket(server, patience)
  const { end, ended, onEnd } = ending(socket)
  const cut = () => end('cut')
  const client = new SftpClient('delivery', { error: cut, end: cut, close: cut })
  let trusted: boolean | null = null
  client.on('error', (error: unknown) => end(problemOf(error, trusted)))
  const hostVerifier = (key: Buffer): boolean => {
    trusted = trusts(key)
    // Told before the connection is let go, or it would look like one that broke.
    if (!trusted) end('wrong-host-key')
    return trusted
  }
  const joined = client
    .connect({ ...signIn, sock: socket, algorithms, readyTimeout: 0, hostVerifier })
    .catch((error) => {
      // Nothing was said yet: the library cannot read the private key.
      end(socket.bytesWritten === 0 && !socket.destroyed ? 'sign-in-refused' : problemOf(error, trusted))
      throw new CarrierFailure(ended() ?? 'cut')
    })
  let openssh = false
  socket.once('data', (first: Buffer) => {
    openssh = first.toString('latin1', 0, 32).startsWith('SSH-2.0-OpenSSH')
  })
  const sftp = await joined
  return { sftp, openssh, ended, onEnd, close: cut }
}

/** The first reason stays. */
function ending(socket: Socket) {
  let problem: CarrierProblem | null = null
  const waiting: (() => void)[] = []
  const end = (why: CarrierProblem): void => {
    problem ??= why
    socket.destroy()
    for (const act of waiting.splice(0)) act()
  }
  socket
    .on('timeout', () => end('stalled'))
    .on('close', () => end('cut'))
    .on('error', () => end('cut'))
  return { end, ended: () => problem, onEnd: (act: () => void) => void waiting.push(act) }
}

/** By where in the conversation it failed; the words are the server's. */
function problemOf(error: unknown, trusted: boolean | null): CarrierProblem {
  const { level, code } = error as { level?: string; code?: unknown }
  if (level === 'handshake') return trusted ? 'wrong-host-key' : 'encryption-refused'
  // 14: the server's word for having no further way to sign in.
  if (level === 'client-authentication' || code === 14) return 'sign-in-refused'
  if (level === 'protocol' || level === 'sftp-protocol') return 'receiver-failed'
  return isUnreachable(error) ? 'unreachable' : 'cut'
}
