// What every way to a receiver has in common. Files go under a name of their own first, are read back, and only then get
// their name. What failed has a class; the server's words, names and secrets never leave this folder.
import type { Readable } from 'node:stream'

type Reached = { host: string; port: number; user: string /** '' is where the sign-in lands. */; folder: string }
export type SftpConfig = Reached & {
  protocol: 'sftp'
  /** `SHA256:…` as `ssh-keygen -l` prints it: pinned at set-up, checked at every connection. */
  hostKey: string
  secret: { password: string } | { privateKey: string; passphrase?: string }
}
export type FtpsConfig = Reached & {
  protocol: 'ftps'
  /** PEM of who vouches for the certificate; without it the authorities of this Node. */
  ca?: string
  secret: { password: string }
}
export type HttpsUploadConfig = {
  protocol: 'https-upload'
  /** https://…: the file's name is added as the last part of its path. */
  url: string
  ca?: string
  secret: { token: string }
}
export type CarrierConfig = SftpConfig | FtpsConfig | HttpsUploadConfig

type WithoutSecret<C> = C extends unknown ? Omit<C, 'secret'> : never
/** Enough to look at a server without signing in; the pin is what looking at it is for. */
export type Probed = WithoutSecret<Exclude<CarrierConfig, SftpConfig>> | Omit<SftpConfig, 'secret' | 'hostKey'>

export type FileToDeliver = {
  /** One part of a path, ours alone: letters, digits, dot, dash, underscore. */
  name: string
  bytes: number
  /** Hex. */
  sha256: string
  /** The same bytes each time, beginning with byte `from`. */
  open(from: number): Readable
}

export type DeliveryOrder = {
  carrier: CarrierConfig
  /** Delivered in this order; `manifest.json` and `*.manifest.json` always last. */
  files: FileToDeliver[]
  /** A folder of this delivery alone, made where it is missing: of a batch. One part of a path, as a file's name. */
  into?: string
  onProgress?: (progress: { name: string; sent: number; bytes: number }) => void
  /** Somebody withdrew: nothing more is sent, and what stood under a temporary name is removed. */
  signal?: AbortSignal
  patience?: Patience
}

/** Milliseconds: until a server answers at all, and without a single byte's progress. */
export type Patience = { connectMs: number; stallMs: number }
export const usualPatience: Patience = { connectMs: 20_000, stallMs: 60_000 }

/** Whether trying again, without anybody's doing, may help. Nothing is retried by itself against a wrong host. */
export const carrierProblems = {
  /** Somebody else answers: not a byte of the secret was sent. */
  'wrong-host-key': false,
  certificate: false,
  /** No TLS 1.2, no protected data channel, no cipher in common. */
  'encryption-refused': false,
  'sign-in-refused': false,
  unreachable: true,
  stalled: true,
  cut: true,
  'disk-full': true,
  'folder-missing': false,
  'no-right': false,
  /** Another file has this name already; it was not touched. */
  'name-taken': false,
  /** What was read back is not what was sent. */
  'not-verified': true,
  /** The package on our side is not what its checksum says. */
  'source-changed': false,
  'receiver-failed': true,
  'receiver-refused': false,
  'wrong-address': false,
  stopped: false,
} as const
export type CarrierProblem = keyof typeof carrierProblems

/** How we know: read back whole, the receiver's own digest, its size, or only its word. */
export type VerifiedBy = 'read-back' | 'digest' | 'size' | 'answer'
export type Receipt = {
  files: { name: string; bytes: number; sha256: string; verifiedBy: VerifiedBy }[]
  host: string
  /** `SHA256:…` of the host key, or of the certificate. */
  fingerprint: string
  /** ISO 8601, UTC. */
  at: string
}
export type Delivered = { ok: true; receipt: Receipt } | CarrierRefusal
export type CarrierRefusal = { ok: false; problem: CarrierProblem; retry: boolean }
