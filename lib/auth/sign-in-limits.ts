// How often anybody may try a password: by account and by network, whichever fills first.
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { rateLimitStore } from '../platform/rate-limit-store'

const MINUTES = 60

const limiter = (keyPrefix: string, points: number) =>
  new RateLimiterPostgres({
    storeClient: rateLimitStore,
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false, // the verb `expire` does it, once for all processes
    keyPrefix,
    points,
    duration: 15 * MINUTES,
  })

const account = limiter('sign-in-account', 10)
const network = limiter('sign-in-network', 200)
/** All networks together where no trusted proxy tells them apart: high, so that nobody can close the door for others. */
const anywhere = limiter('sign-in-anywhere', 20_000)

/** Takes a try from both. `accountKey` and `networkKey` are keyed digests; the latter is empty where nobody knows it. */
export async function mayTry(accountKey: string, networkKey: string): Promise<boolean> {
  try {
    await Promise.all([account.consume(accountKey), networkKey ? network.consume(networkKey) : anywhere.consume('all')])
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}

/** The right password was given: the account's tries begin anew. */
export async function forgetTries(accountKey: string): Promise<void> {
  await account.delete(accountKey)
}
