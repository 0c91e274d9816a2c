// Who sits at the desk. The cookie says who it was at sign-in; the database says, at every request, whether it still is.
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import type { StaffActor } from '../domain/actor'
import { may, type Permission } from '../domain/request/status'
import { db } from '../platform/db/client'
import { env } from '../platform/env'
import { SESSION_HOURS, secureCookies, sessionCookie } from './auth-options'
import { DEVICE_DAYS } from './device'
import { hasFirstPassword, mintStaff } from './mint-staff'
import { claimsOf, endSessionsOf, type StaffClaims } from './session-claims'
import type { SignedIn } from './sign-in'

const LIFE = SESSION_HOURS * 3600
const DAY = 24 * 3600
const DEVICE_COOKIE = 'habeas_device'
const seconds = () => Math.floor(Date.now() / 1000)

type NewSession = Omit<SignedIn, 'device'> & Partial<Pick<SignedIn, 'device'>>

/** In a server action, after the password was right. `device` is absent where the device is known already. */
export async function startStaffSession({ actor, sessionVersion, device }: NewSession): Promise<void> {
  const claims: StaffClaims = { sub: actor.userId, sessionVersion, since: seconds() }
  const value = await encode({ token: claims, secret: env().NEXTAUTH_SECRET, maxAge: LIFE })
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookies(), maxAge: LIFE } as const
  const jar = await cookies()
  jar.set(sessionCookie(), value, options)
  if (device) jar.set(DEVICE_COOKIE, device, { ...options, path: '/signin', maxAge: DEVICE_DAYS * DAY })
}

export const deviceCookie = async (): Promise<string | null> => (await cookies()).get(DEVICE_COOKIE)?.value ?? null

export async function endStaffSession(): Promise<void> {
  const claims = await readClaims()
  if (claims) await endSessionsOf(claims)
  ;(await cookies()).set(sessionCookie(), '', { path: '/', maxAge: 0, secure: secureCookies() })
}

async function readClaims(): Promise<StaffClaims | null> {
  const value = (await cookies()).get(sessionCookie())?.value
  if (!value) return null
  // A cookie that was altered, or signed with another secret, is nobody's.
  const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  const claims = claimsOf(token)
  return claims && seconds() - claims.since < LIFE ? claims : null
}

type SignedInStaff = { actor: StaffActor; firstPassword: boolean }

/** Null for nobody, for a disabled user, and for a session older than the user's last sign-out. Once a request. */
const recognise = cache(async (): Promise<SignedInStaff | null> => {
  const claims = await readClaims()
  if (!claims) return null
  const user = await db.staffUser.findUnique({
    where: { id: claims.sub },
    select: {
      ...{ id: true, name: true, role: true, sessionVersion: true, disabledAt: true },
      ...{ createdBy: true, passwordChangedAt: true },
    },
  })
  if (!user || user.disabledAt || user.sessionVersion !== claims.sessionVersion) return null
  return { actor: mintStaff(user), firstPassword: hasFirstPassword(user) }
})

/** Nobody acts under a password that somebody else gave them. */
export async function staffActor(): Promise<StaffActor | null> {
  const known = await recognise()
  return known && !known.firstPassword ? known.actor : null
}

/** Also with the first password: for the desk's frame, and for the page where it is changed. */
export async function requireSignedIn(): Promise<StaffActor> {
  return (await recognise())?.actor ?? redirect('/signin')
}

/** For pages and actions of the desk: sends strangers to the sign-in, and colleagues without the right to a page that says so. */
export async function requireStaff(permission: Permission = 'see'): Promise<StaffActor> {
  const actor = await requireSignedIn()
  if (!(await staffActor())) redirect('/desk/password')
  if (!may(actor, permission)) redirect('/desk/not-allowed')
  return actor
}
