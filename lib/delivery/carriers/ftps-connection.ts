// FTP with explicit TLS: nothing but AUTH TLS is said before the certificate is verified, and data goes protected or not at
// all.
import type { TLSSocket } from 'node:tls'
import { Client, FTPError } from 'basic-ftp'
import type { CarrierProblem, FtpsConfig, Patience } from './carrier'
import { CarrierFailure, codeOf, isUnreachable, tlsProblem } from './carrier-failure'
import { certificateFingerprint, type SeenCertificate, seenCertificate, tlsTo } from './tls-server'

type Server = Pick<FtpsConfig, 'host' | 'port' | 'ca'>
export type FtpsConnection = {
  client: Client
  fingerprint: string
  /** Runs one conversation; a reply becomes a class, and so does the end of the connection. */
  say: <T>(act: () => Promise<T>, meaning?: (code: number) => CarrierProblem | null) => Promise<T>
}

export async function openFtpsConnection(config: FtpsConfig, patience: Patience): Promise<FtpsConnection> {
  const client = new Client(patience.stallMs)
  const say = speaking(client, patience)
  try {
    await secure(client, config, patience, true)
    const refused = (code: number): CarrierProblem | null => (code === 421 ? null : 'sign-in-refused')
    await say(() => client.login(config.user, config.secret.password), refused)
    await say(() => client.send('TYPE I'))
    const unprotected = (): CarrierProblem => 'encryption-refused'
    await say(() => client.send('PBSZ 0'), unprotected)
    await say(() => client.send('PROT P'), unprotected)
    return { client, say, fingerprint: certificateFingerprint(client.ftp.socket as TLSSocket) }
  } catch (error) {
    client.close()
    throw error
  }
}

/** Only looks: the connection ends before anybody signs in. */
export async function seeFtpsCertificate(server: Server, patience: Patience): Promise<SeenCertificate> {
  const client = new Client(patience.stallMs)
  try {
    await secure(client, server, patience, false)
    return seenCertificate(client.ftp.socket as TLSSocket)
  } finally {
    client.close()
  }
}

async function secure(client: Client, { host, port, ca }: Server, { connectMs }: Patience, verified: boolean) {
  const began = performance.now()
  const problem = (error: unknown, replied: CarrierProblem, otherwise: CarrierProblem): CarrierProblem => {
    if (error instanceof CarrierFailure) return error.problem
    if (error instanceof FTPError) return replied
    // The library's time-out has no code of its own.
    const late = codeOf(error) === '' && performance.now() - began > 0.5 * Math.min(connectMs, client.ftp.timeout)
    return late ? 'stalled' : otherwise
  }
  const greeted = client.connect(host, port)
  await within(connectMs, greeted, () => (client.ftp.socket.connecting ? 'unreachable' : 'stalled')).catch((error) => {
    throw new CarrierFailure(problem(error, 'receiver-failed', isUnreachable(error) ? 'unreachable' : 'cut'))
  })
  // biome-ignore lint/correctness/useHookAtTopLevel: not a hook of React.
  const agreed = client.useTLS({ ...tlsTo(host, ca), rejectUnauthorized: verified })
  await within(connectMs, agreed, () => 'stalled').catch((error) => {
    throw new CarrierFailure(problem(error, 'encryption-refused', tlsProblem(error)))
  })
}

/** The library itself waits for a handshake as long as it takes. */
async function within<T>(milliseconds: number, work: Promise<T>, late: () => CarrierProblem): Promise<T> {
  work.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new CarrierFailure(late())), milliseconds)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer))
}

function speaking(client: Client, { stallMs }: Patience): FtpsConnection['say'] {
  let moved = 0
  let bytes = 0
  client.trackProgress((progress) => {
    if (progress.bytesOverall !== bytes) moved = performance.now()
    bytes = progress.bytesOverall
  })
  return async (act, meaning) => {
    moved = performance.now()
    try {
      return await act()
    } catch (error) {
      if (error instanceof CarrierFailure) throw error
      if (error instanceof FTPError) throw new CarrierFailure(meaning?.(error.code) ?? replyProblem(error.code))
      // The library's time-out has no code of its own.
      throw new CarrierFailure(performance.now() - moved > 0.5 * stallMs ? 'stalled' : dataProblem(error))
    }
  }
}

/** The data connection has a handshake of its own; what else goes wrong there is a line that broke. */
const dataProblem = (error: unknown): CarrierProblem =>
  /^(CERT_|ERR_TLS_CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(codeOf(error)) ? 'certificate' : 'cut'

/** RFC 959 §4.2, RFC 4217. */
function replyProblem(code: number): CarrierProblem {
  if (code === 452 || code === 552 || code === 451) return 'disk-full'
  if (code === 421 || code === 425 || code === 426) return 'cut'
  if (code === 530 || code === 532) return 'sign-in-refused'
  if (code === 550 || code === 553) return 'no-right'
  if (code === 521 || code === 522 || code === 534 || code === 536) return 'encryption-refused'
  return code >= 500 ? 'receiver-refused' : 'receiver-failed'
}
