// Who sits at the desk. The cookie says who it was at sign-in; the database says, at every request, whether it still is.
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import type { StaffActor } from '../domain/actor'
import { may, type Permission } from '../domain/request/status'
import { db } from '../platform/db/client'
import { env } from '../platform/env'
import { SESSION_HOURS, type StaffClaims, secureCookies, sessionCookie } from './auth-options'
import { mintStaff } from './mint-staff'
import type { SignedIn } from './sign-in'

const LIFE = SESSION_HOURS * 3600
const seconds = () => Math.floor(Date.now() / 1000)

/** In a server action, after the password was right. */
export async function startStaffSession({ actor, sessionVersion }: SignedIn): Promise<void> {
  const claims: StaffClaims = { sub: actor.userId, sessionVersion, since: seconds() }
  const value = await encode({ token: claims, secret: env().NEXTAUTH_SECRET, maxAge: LIFE })
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookies(), maxAge: LIFE } as const
  ;(await cookies()).set(sessionCookie(), value, options)
}

/** Signing out ends every session of the user: a copied cookie is worth nothing afterwards (ASVS v5.0.0-7.4.1). */
export async function endStaffSession(): Promise<void> {
  const actor = await staffActor()
  if (actor) await db.staffUser.update({ where: { id: actor.userId }, data: { sessionVersion: { increment: 1 } } })
  ;(await cookies()).set(sessionCookie(), '', { path: '/', maxAge: 0, secure: secureCookies() })
}

async function readClaims(): Promise<StaffClaims | null> {
  const value = (await cookies()).get(sessionCookie())?.value
  if (!value) return null
  // A cookie that was altered, or signed with another secret, is nobody's.
  const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  const { sub, sessionVersion, since } = token ?? {}
  if (typeof sub !== 'string' || typeof sessionVersion !== 'number' || typeof since !== 'number') return null
  return seconds() - since < LIFE ? { sub, sessionVersion, since } : null
}

/** Null for nobody, for a disabled user, and for a session older than the user's last sign-out. Once a request. */
export const staffActor = cache(async (): Promise<StaffActor | null> => {
  const claims = await readClaims()
  if (!claims) return null
  const user = await db.staffUser.findUnique({
    where: { id: claims.sub },
    select: { id: true, name: true, role: true, sessionVersion: true, disabledAt: true },
  })
  if (!user || user.disabledAt || user.sessionVersion !== claims.sessionVersion) return null
  return mintStaff(user)
})

/** For pages and actions of the desk: sends strangers to the sign-in, and colleagues without the right to a page that says so. */
export async function requireStaff(permission: Permission = 'see'): Promise<StaffActor> {
  const actor = await staffActor()
  if (!actor) redirect('/signin')
  if (!may(actor, permission)) redirect('/desk/not-allowed')
  return actor
}
