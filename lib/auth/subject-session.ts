// The person's short session after link and code: a signed cookie, bound to that link and request. Nothing of it stands
// in the database; the link does, and ends it when it ends.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import type { SubjectActor } from '../domain/actor'
import { now } from '../platform/clock'
import { env } from '../platform/env'

const COOKIE = 'habeas_follow'
const MINUTES = 20

export type OpenedLink = { linkId: string; requestId: string }

const mac = (text: string) =>
  createHmac('sha256', `subject-session\0${env().NEXTAUTH_SECRET}`).update(text).digest('base64url')

export function signSession({ linkId, requestId }: OpenedLink): string {
  const body = `${linkId}.${requestId}.${now().add({ minutes: MINUTES }).epochMilliseconds}`
  return `${body}.${mac(body)}`
}

/** `code` where the cookie was signed by us, for this very link and request, and has not run out; else `link`. */
export function subjectActorOf(link: OpenedLink, cookie: string | undefined): SubjectActor {
  const opened = cookie !== undefined && isValid(link, cookie)
  return { kind: 'subject', ...pick(link), level: opened ? 'code' : 'link' } as SubjectActor
}

const pick = ({ linkId, requestId }: OpenedLink): OpenedLink => ({ linkId, requestId })

function isValid(link: OpenedLink, cookie: string): boolean {
  const [linkId, requestId, until, signature, ...rest] = cookie.split('.')
  if (rest.length > 0 || !signature || linkId !== link.linkId || requestId !== link.requestId) return false
  const expected = Buffer.from(mac(`${linkId}.${requestId}.${until}`))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  return Number(until) > now().epochMilliseconds
}

export async function subjectActor(link: OpenedLink): Promise<SubjectActor> {
  return subjectActorOf(link, (await cookies()).get(COOKIE)?.value)
}

/** In a server action, after the code was right. */
export async function startSubjectSession(link: OpenedLink): Promise<void> {
  const secure = env().PUBLIC_URL.startsWith('https:')
  const options = { path: '/follow', maxAge: MINUTES * 60, httpOnly: true, sameSite: 'lax', secure } as const
  ;(await cookies()).set(COOKIE, signSession(link), options)
}

export async function endSubjectSession(): Promise<void> {
  ;(await cookies()).set(COOKIE, '', { path: '/follow', maxAge: 0 })
}
