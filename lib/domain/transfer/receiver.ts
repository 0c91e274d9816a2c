// Where packages for another controller can be sent. Addresses hold no secret: those are sealed beside.
export const transferProtocols = ['sftp', 'ftps', 'https-upload', 'https-download'] as const
export type TransferProtocol = (typeof transferProtocols)[number]

type Reached = { host: string; port: number; user: string; folder: string }
export type ReceiverAddress =
  /** `hostKey`: `SHA256:…`, shown at set-up, compared by a person, and pinned. */
  | ({ protocol: 'sftp'; hostKey: string } & Reached)
  /** `ca`: PEM; without it the usual authorities. */
  | ({ protocol: 'ftps'; ca?: string } & Reached)
  | { protocol: 'https-upload'; url: string; ca?: string }
  /** The receiver fetches it here, by a link sent to `contact` and the secret agreed on beforehand. */
  | { protocol: 'https-download'; contact: string }

export type ReceiverSecret =
  | { password: string }
  | { privateKey: string; passphrase?: string }
  | { token: string }
  /** https-download. */
  | { word: string }

/** Packages are encrypted to the receiver's own public key before they leave. */
export type EncryptTo = { kind: 'age' | 'openpgp'; key: string }

/** The host as the person reads it before they confirm. */
export function hostOf(address: ReceiverAddress): string {
  if ('host' in address) return address.host
  return address.protocol === 'https-upload' ? new URL(address.url).host : address.contact.replace(/^.*@/, '')
}

const secretFits: Record<TransferProtocol, readonly string[]> = {
  sftp: ['password', 'privateKey'],
  ftps: ['password'],
  'https-upload': ['token'],
  'https-download': ['word'],
}

export const fitsProtocol = (secret: ReceiverSecret, { protocol }: ReceiverAddress): boolean =>
  secretFits[protocol].some((kind) => kind in secret)
