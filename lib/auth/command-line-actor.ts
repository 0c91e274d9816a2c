// A named colleague at the command line: the same door as at the desk, with its limits and its evidence.
import { INSTALLATION, type StaffActor } from '../domain/actor'
import type { Outcome } from '../domain/outcome'
import { db } from '../platform/db/client'
import { mintStaff } from './mint-staff'
import { signIn } from './sign-in'

export async function commandLineActor(given: {
  email: string
  password: string
}): Promise<Outcome<{ actor: StaffActor }, 'sign-in-refused' | 'too-many-tries'>> {
  const signedIn = await signIn({ ...given, forwardedFor: null, atCommandLine: true })
  return signedIn.ok ? { ok: true, actor: signedIn.actor } : signedIn
}

/**
 * Whoever holds database and keys of an installation where nobody can sign in yet: may add the first colleague.
 * Null as soon as there is one.
 */
export async function installer(): Promise<StaffActor | null> {
  const anybody = await db.staffUser.findFirst({ select: { id: true } })
  return anybody ? null : mintStaff({ id: INSTALLATION, name: 'installation', role: 'administrator' })
}
