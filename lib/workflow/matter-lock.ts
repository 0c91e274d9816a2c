// At once: after a matter is placed no erasure in its scope commits. Whoever places one waits for the commits under way;
// whoever commits in a company's system looks again while nobody can place one.
import { db, inTransaction, type Transaction } from '../platform/db/client'

/** The reply to COMMIT is waited for a minute at most; a connection that breaks frees the lock. */
const LONGEST_COMMIT = { timeout: 90_000, maxWait: 10_000 }

/** @throws what `work` throws; a lost database. */
export const whileNothingCommits = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('matter'))`
    return work(tx)
  }, LONGEST_COMMIT)

/**
 * `work` is given `enter`, to be called just before it commits elsewhere: `check` looks once more, and from then on no
 * matter is placed until `work` has ended. What `check` throws, `enter` throws.
 */
export async function whileNoMatterIsPlaced<T>(
  check: (tx: Transaction) => Promise<void>,
  work: (enter: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const ended = Promise.withResolvers<void>()
  let held: Promise<void> = Promise.resolve()
  const enter = (): Promise<void> => {
    const entered = Promise.withResolvers<void>()
    held = db
      .$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('matter'))`
        await check(tx)
        entered.resolve()
        await ended.promise
      }, LONGEST_COMMIT)
      .catch(entered.reject)
    return entered.promise
  }
  try {
    return await work(enter)
  } finally {
    ended.resolve()
    await held
  }
}
