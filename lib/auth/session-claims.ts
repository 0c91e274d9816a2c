import { db } from '../platform/db/client'

/** What the signed cookie holds: who, since when, and the number that the user's row must still carry. */
export type StaffClaims = { sub: string; sessionVersion: number; since: number }

/** Null for a token that is not one of ours. */
export function claimsOf(token: object | null | undefined): StaffClaims | null {
  const { sub, sessionVersion, since }: Partial<Record<keyof StaffClaims, unknown>> = token ?? {}
  if (typeof sub !== 'string' || typeof sessionVersion !== 'number' || typeof since !== 'number') return null
  return { sub, sessionVersion, since }
}

/**
 * Signing out ends every session of the user: a copied cookie is worth nothing afterwards (ASVS v5.0.0-7.4.1), and one
 * that is worth nothing any more ends nobody's session.
 */
export async function endSessionsOf({ sub, sessionVersion }: StaffClaims): Promise<void> {
  await db.staffUser.updateMany({ where: { id: sub, sessionVersion }, data: { sessionVersion: { increment: 1 } } })
}
