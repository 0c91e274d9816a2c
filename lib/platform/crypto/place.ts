/**
 * Where a ciphertext lives. Authenticated with it, so that nobody who can write to the database can make one person's
 * data appear in another person's row.
 */
export type Place = { tenant: string; table: string; column: string; row: string }

export function associatedData(kid: string, place: Place): Buffer {
  const parts = ['v1', kid, place.tenant, place.table, place.column, place.row]
  // A separator inside a part would let two places look alike.
  if (parts.some((part) => part === '' || part.includes('|'))) throw new TypeError('A place has an unusable part')
  return Buffer.from(parts.join('|'), 'utf8')
}
