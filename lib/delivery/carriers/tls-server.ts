// Whom we let in as a server over TLS, and what of its certificate is shown and kept.
import { isIP } from 'node:net'
import type { ConnectionOptions, PeerCertificate, TLSSocket } from 'node:tls'

export type SeenCertificate = {
  /** `SHA256:AB:CD:…`, as certificate viewers print it. */
  fingerprint: string
  subject: string
  issuer: string
  /** ISO 8601, UTC. */
  validUntil: string
  /** Whether it would be accepted now: of this name, in date, vouched for. */
  trusted: boolean
}

/** TLS 1.2 at least; vouched for, in date, of this name. */
export const tlsTo = (host: string, ca: string | undefined): ConnectionOptions => ({
  host,
  ...(isIP(host) ? {} : { servername: host }),
  ...(ca ? { ca } : {}),
  minVersion: 'TLSv1.2',
  rejectUnauthorized: true,
})

export const certificateFingerprint = (socket: TLSSocket): string =>
  `SHA256:${socket.getPeerCertificate().fingerprint256}`

export function seenCertificate(socket: TLSSocket): SeenCertificate {
  const certificate = socket.getPeerCertificate()
  return {
    fingerprint: certificateFingerprint(socket),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validUntil: Temporal.Instant.fromEpochMilliseconds(Date.parse(certificate.valid_to)).toString(),
    trusted: socket.authorized,
  }
}

const nameOf = (name: PeerCertificate['subject'] | undefined): string => {
  const said = name?.CN ?? name?.O ?? ''
  return (Array.isArray(said) ? said.join(', ') : said).replace(/\p{C}/gu, '').slice(0, 200)
}
