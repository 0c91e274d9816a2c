// A device where somebody signed in before keeps its own tries, so that nobody who types a colleague's name from
// elsewhere can lock her out. The cookie names nobody: its signature says whose account it belongs to.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { now } from '../platform/clock'
import { env } from '../platform/env'

export const DEVICE_DAYS = 180

const mac = (text: string) => createHmac('sha256', `device\0${env().NEXTAUTH_SECRET}`).update(text).digest('base64url')

/** After a right password: what the device shows next time. */
export function signDevice(accountKey: string): string {
  const body = `${randomUUID()}.${now().add({ hours: DEVICE_DAYS * 24 }).epochMilliseconds}`
  return `${body}.${mac(`${accountKey}.${body}`)}`
}

/** The device's own name where the cookie was signed by us, for this very account, and has not run out. */
export function deviceOf(accountKey: string, cookie: string | null | undefined): string | null {
  const [id, until, signature, ...rest] = (cookie ?? '').split('.')
  if (!id || !until || !signature || rest.length > 0) return null
  const expected = Buffer.from(mac(`${accountKey}.${id}.${until}`))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return Number(until) > now().epochMilliseconds ? id : null
}
