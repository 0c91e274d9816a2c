// Encrypts a package to its receiver's own public key while it streams. The result differs each time: it is stored, and its
// checksum taken, before it is delivered.
import { Duplex, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Encrypter } from 'age-encryption'
import { createMessage, encrypt, readKey } from 'openpgp'
import type { EncryptTo } from '../../domain/transfer/receiver'

/** What is added to the file's name. */
export const encryptedEnding = (to: EncryptTo): '.age' | '.pgp' => (to.kind === 'age' ? '.age' : '.pgp')

/** A transform of bytes for `pipeline`. It fails, before a byte, where the key is none or has expired. */
export function encryptFor(to: EncryptTo): Duplex {
  return Duplex.from(async function* (source: AsyncIterable<Uint8Array>) {
    const plain = Readable.toWeb(Readable.from(source, { objectMode: false })) as ReadableStream<Uint8Array>
    const sealed = to.kind === 'age' ? await byAge(plain, to.key) : await byOpenpgp(plain, to.key)
    for await (const chunk of sealed) yield chunk
  })
}

export type KeyMistake = 'not-a-key' | 'secret-key' | 'key-cannot-encrypt'

/** For set-up: what keeps us from encrypting to it today. */
export async function encryptionKeyMistake(to: EncryptTo): Promise<KeyMistake | null> {
  if (/AGE-SECRET-KEY-|PRIVATE KEY BLOCK/.test(to.key)) return 'secret-key'
  try {
    if (to.kind === 'age') {
      new Encrypter().addRecipient(to.key)
      return null
    }
    const key = await readKey({ armoredKey: to.key })
    return await key.getEncryptionKey().then(
      () => null,
      () => 'key-cannot-encrypt' as const,
    )
  } catch {
    return 'not-a-key'
  }
}

async function byAge(plain: ReadableStream<Uint8Array>, recipient: string): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const sealed = await encrypter.encrypt(plain as globalThis.ReadableStream<Uint8Array>)
  return sealed as unknown as ReadableStream<Uint8Array>
}

async function byOpenpgp(plain: ReadableStream<Uint8Array>, armoredKey: string): Promise<AsyncIterable<Uint8Array>> {
  const encryptionKeys = await readKey({ armoredKey })
  const message = await createMessage({ binary: plain as globalThis.ReadableStream<Uint8Array> })
  const sealed = await encrypt({ message, encryptionKeys, format: 'binary' })
  return sealed as unknown as ReadableStream<Uint8Array>
}
