import { blindIndex } from '../platform/keys'
import { limiter } from '../platform/rate-limit-store'

const DAY = 24 * 3600
/** Questions and notices a day to one address on file, apart from what strangers can set off by typing it. */
const A_DAY = 3

const questions = () => limiter('on-file', A_DAY, DAY)

/** All of them or none: no address loses one of its mails because another has had all of its own. */
export async function mayAskAll(addresses: readonly { normalised: string }[]): Promise<boolean> {
  const keys = addresses.map(({ normalised }) => blindIndex('email', normalised))
  const counts = await Promise.all(keys.map((key) => questions().get(key)))
  if (counts.some((count) => (count?.consumedPoints ?? 0) >= A_DAY)) return false
  await Promise.all(keys.map((key) => questions().penalty(key, 1)))
  return true
}
