// Counters stand in PostgreSQL, so that they hold for every web process together; their keys are keyed digests.
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from './db/client'

// The limiter wants a PostgreSQL client; it gets the pool that is there. Prisma reads the store's bigint as one.
type Counter = { points: number; expire: bigint | null }

const rateLimitStore = {
  query: async (statement: { text: string; values: (string | number | null)[] }) => {
    const found = await db.$queryRawUnsafe<Counter[]>(statement.text, ...statement.values)
    const rows = found.map(({ points, expire }) => ({ points, expire: expire === null ? null : Number(expire) }))
    return { rows, rowCount: rows.length }
  },
}

const limiters = new Map<string, RateLimiterPostgres>()

/** One of each name. */
export function limiter(keyPrefix: string, points: number, seconds: number): RateLimiterPostgres {
  const known = limiters.get(keyPrefix)
  if (known) return known
  const made = new RateLimiterPostgres({
    storeClient: rateLimitStore,
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false, // the verb `expire` does it, once for all processes
    keyPrefix,
    points,
    duration: seconds,
  })
  limiters.set(keyPrefix, made)
  return made
}

/** Takes one point; answers how many are taken by now, or null where the limit is reached. */
export async function takePoint(from: RateLimiterPostgres, key: string): Promise<number | null> {
  try {
    return (await from.consume(key)).consumedPoints
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return null
    throw refused
  }
}
