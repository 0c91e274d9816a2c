import { db } from './db/client'

// The limiter wants a PostgreSQL client; it gets the pool that is there. Prisma reads the store's bigint as one.
type Counter = { points: number; expire: bigint | null }

/** For `storeClient` of rate-limiter-flexible, with the table `rate_limit`. */
export const rateLimitStore = {
  query: async (statement: { text: string; values: (string | number | null)[] }) => {
    const found = await db.$queryRawUnsafe<Counter[]>(statement.text, ...statement.values)
    const rows = found.map(({ points, expire }) => ({ points, expire: expire === null ? null : Number(expire) }))
    return { rows, rowCount: rows.length }
  },
}
