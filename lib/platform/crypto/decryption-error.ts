export type DecryptionFault = 'malformed' | 'unknown-key' | 'not-authentic'

/** Something stored cannot be opened: wrong key, moved, altered or cut. Nothing of it may be used. */
export class DecryptionError extends Error {
  override name = 'DecryptionError'
  constructor(readonly fault: DecryptionFault) {
    super(`Encrypted data cannot be opened (${fault})`)
  }
}
