// How often anybody may knock. Counters stand in PostgreSQL, so that they hold for every web process together; their
// keys are keyed digests, never an address.
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { PublicActor } from '../domain/actor'
import { db } from '../platform/db/client'

const HOUR = 3600
const DAY = 24 * HOUR

export const limits = {
  /** Requests that name one address. */
  'submit-address': { points: 20, seconds: DAY },
  /** Everything that a network can set off: requests, new links, codes, tries of a link. */
  network: { points: 300, seconds: HOUR },
  /** All networks together where no trusted proxy tells them apart: high, so that one visitor cannot close the door. */
  'network-unknown': { points: 1_000_000, seconds: HOUR },
  /** Mails to one address that anybody can set off by typing it. */
  'mail-address': { points: 3, seconds: DAY },
  /** Codes for one link; whoever asks holds the link, so this is more generous. */
  'code-link': { points: 12, seconds: DAY },
} as const
export type LimitName = keyof typeof limits

// The library wants a PostgreSQL client; it gets the pool that is there. Prisma reads the store's bigint as one.
type Counter = { points: number; expire: bigint | null }
const store = {
  query: async (statement: { text: string; values: (string | number | null)[] }) => {
    const found = await db.$queryRawUnsafe<Counter[]>(statement.text, ...statement.values)
    const rows = found.map(({ points, expire }) => ({ points, expire: expire === null ? null : Number(expire) }))
    return { rows, rowCount: rows.length }
  },
}

const limiters = new Map<LimitName, RateLimiterPostgres>()

function limiter(name: LimitName): RateLimiterPostgres {
  const known = limiters.get(name)
  if (known) return known
  const made = new RateLimiterPostgres({
    storeClient: store,
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false, // the verb `expire` does it, once for all processes
    keyPrefix: name,
    points: limits[name].points,
    duration: limits[name].seconds,
  })
  limiters.set(name, made)
  return made
}

/** Takes one point. False: the limit is reached. */
export async function withinLimit(name: LimitName, key: string): Promise<boolean> {
  try {
    await limiter(name).consume(key)
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}

export const networkAllows = (actor: PublicActor): Promise<boolean> =>
  actor.network ? withinLimit('network', actor.network) : withinLimit('network-unknown', 'all')
