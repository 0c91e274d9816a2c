// What a carrier throws: a class and nothing else. A server's own words may quote names, folders and secrets.
import { type CarrierProblem, type CarrierRefusal, carrierProblems } from './carrier'

export class CarrierFailure extends Error {
  constructor(readonly problem: CarrierProblem) {
    super(problem)
  }
}

export const refusal = (problem: CarrierProblem): CarrierRefusal => ({
  ok: false,
  problem,
  retry: carrierProblems[problem],
})

/** @throws what is no failure of a carrier: that is a surprise. */
export async function failuresAsValues<T>(act: () => Promise<T>): Promise<T | CarrierRefusal> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof CarrierFailure) return refusal(error.problem)
    throw error
  }
}

/** Of Node's system errors: nobody answered, as opposed to a connection that ended. */
export const isUnreachable = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'].includes(
    codeOf(error),
  )

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Of a TLS handshake: the versions and ciphers, the connection, or else who it is that answers. */
export function tlsProblem(error: unknown): CarrierProblem {
  const code = codeOf(error)
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return 'encryption-refused'
  if (isUnreachable(error)) return 'unreachable'
  return code === 'ECONNRESET' || code === 'EPIPE' || code === '' ? 'cut' : 'certificate'
}
