import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { Keyring } from './keyring'
import { type NamedKey, openBytes, sealBytes } from './sealed-text'

/** The name under which a request's only key appears in its fields. */
const REQUEST_KID = 'r1'

/**
 * A request's own data key. Only its wrapped form is stored (subject_request.wrapped_key): deleting that makes the
 * request's personal data unreadable everywhere, backups included.
 */
export function createRequestKey(keyring: Keyring, at: RequestPlace): { key: NamedKey; wrapped: string } {
  const bytes = randomBytes(32)
  const wrapped = sealBytes(keyring.kek.active, bytes, wrappedKeyPlace(at))
  return { key: { kid: REQUEST_KID, secret: createSecretKey(bytes) }, wrapped }
}

/** Throws DecryptionError for another request's key, an unknown key-encryption key or altered text. */
export function unwrapRequestKey(keyring: Keyring, wrapped: string, at: RequestPlace): NamedKey {
  const bytes = openBytes(keyring.kek.all, wrapped, wrappedKeyPlace(at))
  return { kid: REQUEST_KID, secret: createSecretKey(bytes) }
}

export type RequestPlace = { tenant: string; requestId: string }

const wrappedKeyPlace = ({ tenant, requestId }: RequestPlace) => ({
  tenant,
  table: 'subject_request',
  column: 'wrapped_key',
  row: requestId,
})

/** Keys for what belongs to no request (secrets of connections): derived, one for each key-encryption key, active first. */
export function organisationKeys(keyring: Keyring, tenant: string): readonly [NamedKey, ...NamedKey[]] {
  const derive = ({ kid, secret }: NamedKey): NamedKey => {
    const bytes = hkdfSync('sha256', secret, Buffer.alloc(0), `habeas organisation key v1|${tenant}`, 32)
    return { kid, secret: createSecretKey(Buffer.from(bytes)) }
  }
  const { active, all } = keyring.kek
  return [derive(active), ...all.filter((key) => key.kid !== active.kid).map(derive)]
}
