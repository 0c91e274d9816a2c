// How often anybody may knock.
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { PublicActor } from '../domain/actor'
import { limiter, takePoint } from '../platform/rate-limit-store'

const HOUR = 3600
const DAY = 24 * HOUR

export const limits = {
  /** Everything that a network can set off: requests, new links, codes, tries of a link. */
  network: { points: 300, seconds: HOUR },
  /** Requests and new links that name one address; only the first few are answered with a mail. */
  address: { points: 20, seconds: DAY },
  /** Codes for one link; whoever asks holds the link, so this is more generous. */
  'code-link': { points: 12, seconds: DAY },
} as const
export type LimitName = keyof typeof limits

/** Mails a day to one address that anybody can set off by typing it. */
const MAILS_A_DAY = 3

/**
 * All networks together, where no trusted proxy tells them apart: high, so that one visitor cannot close the door, and
 * in memory, since one row that every request writes would be the slowest part of each.
 */
const everybody = new RateLimiterMemory({ points: 1_000_000, duration: HOUR })

const take = (name: LimitName, key: string) => takePoint(limiter(name, limits[name].points, limits[name].seconds), key)

export const withinLimit = async (name: LimitName, key: string): Promise<boolean> => (await take(name, key)) !== null

/** `may`: the request is taken. `mayMail`: one of the three mails a day is left for this address. */
export async function addressAllows(emailIndex: string): Promise<{ may: boolean; mayMail: boolean }> {
  const taken = await take('address', emailIndex)
  return { may: taken !== null, mayMail: taken !== null && taken <= MAILS_A_DAY }
}

export async function networkAllows(actor: PublicActor): Promise<boolean> {
  if (actor.network) return withinLimit('network', actor.network)
  return everybody.consume('all').then(
    () => true,
    () => false,
  )
}
