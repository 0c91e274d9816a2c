import { type Keyring, newKeyringText, parseKeyring } from './keyring'

/** A fresh random keyring for tests. */
export function testKeyring(text = newKeyringText()): Keyring {
  const parsed = parseKeyring(text)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.keyring
}
