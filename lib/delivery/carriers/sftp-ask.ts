// One request to an SFTP server, version 3: status codes are all it says.
import { CarrierFailure } from './carrier-failure'
import type { SshConnection } from './ssh-connection'

type Callback<T> = (error: Error | null | undefined, result: T) => void
export type Ask = <T>(send: (done: Callback<T>) => void) => Promise<T>

/** Nothing has this name: an answer for some questions, a failure for others. */
export class NoSuchFile extends CarrierFailure {
  constructor() {
    super('folder-missing')
  }
}
/** The server does not know the request. */
export class NotOffered extends CarrierFailure {
  constructor() {
    super('receiver-failed')
  }
}

const failures: Record<number, () => CarrierFailure> = {
  2: () => new NoSuchFile(),
  3: () => new CarrierFailure('no-right'),
  8: () => new NotOffered(),
}

/**
 * A status becomes a class; whatever else fails, fails because the connection ended. The library forgets what is asked over
 * a connection that is gone, so we remember.
 */
export function asking({ ended, onEnd }: Pick<SshConnection, 'ended' | 'onEnd'>): Ask {
  const open = new Set<(problem: CarrierFailure) => void>()
  const gone = () => new CarrierFailure(ended() ?? 'cut')
  onEnd(() => {
    for (const reject of open) reject(gone())
  })
  return (send) =>
    new Promise((resolve, reject) => {
      if (ended()) return reject(gone())
      open.add(reject)
      const answer: Parameters<typeof send>[0] = (error, result) => {
        open.delete(reject)
        if (error) reject(failureOf(error) ?? gone())
        else resolve(result)
      }
      try {
        send(answer)
      } catch {
        // Thrown before anything is sent: the server does not know the request.
        open.delete(reject)
        reject(new NotOffered())
      }
    })
}

function failureOf(error: unknown): CarrierFailure | null {
  const { code } = error as { code?: unknown }
  return typeof code === 'number' ? (failures[code]?.() ?? new CarrierFailure('receiver-failed')) : null
}
