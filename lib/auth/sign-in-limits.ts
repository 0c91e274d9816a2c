// How often anybody may try a password. A device that signed in before has tries of its own; strangers share those of
// account and network, and all networks together those of the account.
import { limiter, takePoint } from '../platform/rate-limit-store'

const QUARTER_HOUR = 15 * 60

const device = limiter('sign-in-device', 10, QUARTER_HOUR)
const stranger = limiter('sign-in-stranger', 10, QUARTER_HOUR)
const network = limiter('sign-in-network', 200, QUARTER_HOUR)
/** All networks together where nobody tells them apart: high, so that nobody can close the door for others. */
const anywhere = limiter('sign-in-anywhere', 20_000, QUARTER_HOUR)
/** Strangers of all networks together: who guesses from many places at once closes the door to new devices only. */
const account = limiter('sign-in-account', 100, QUARTER_HOUR)
const told = limiter('sign-in-told', 1, 60)

/** Keyed digests; `network` is empty where nobody knows it. `device`: one where this very account signed in before. */
export type Knock = { account: string; network: string; device: string | null }

const place = (knock: Knock) => `${knock.account}|${knock.network}`

/** Which try of the quarter of an hour this is; null where there were too many. */
export async function mayTry(knock: Knock): Promise<number | null> {
  if (knock.device) return takePoint(device, `${knock.account}|${knock.device}`)
  // One after the other: what its own limit refuses takes nothing from the others'.
  const taken = await takePoint(stranger, place(knock))
  if (taken === null) return null
  const passes = knock.network ? await takePoint(network, knock.network) : await takePoint(anywhere, 'all')
  return passes !== null && (await takePoint(account, knock.account)) !== null ? taken : null
}

/** The right password was given: the tries of this place begin anew. */
export async function forgetTries(knock: Knock): Promise<void> {
  if (knock.device) await device.delete(`${knock.account}|${knock.device}`)
  else await stranger.delete(place(knock))
}

/**
 * Whether a refused try goes on record: one a minute for a colleague's account from one network, one a minute for all
 * names that nobody has. The chain of evidence is one for everybody, and no stranger's to fill.
 */
export const mayTell = async (knock: Knock, isKnown: boolean): Promise<boolean> =>
  (await takePoint(told, isKnown ? place(knock) : `nobody|${knock.network}`)) !== null
