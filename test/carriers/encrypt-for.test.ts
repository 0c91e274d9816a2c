import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { decrypt, generateKey, readMessage, readPrivateKey } from 'openpgp'
import { afterAll, expect, test } from 'vitest'
import { encryptFor, encryptionKeyMistake } from '../../lib/delivery/carriers/encrypt-for'
import type { EncryptTo } from '../../lib/domain/transfer/receiver'
import { fileOf, sha256, testFolder } from './receivers'

const folder = testFolder('encrypt')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const content = randomBytes(3_000_000)
const pieces = () => fileOf('package.zip', content).open(0)

async function encrypted(to: EncryptTo, source: Readable = pieces()): Promise<Buffer> {
  const seen: Buffer[] = []
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      seen.push(chunk)
      done()
    },
  })
  await pipeline(source, encryptFor(to), collect)
  return Buffer.concat(seen)
}

const openpgpKey = (options: { keyExpirationTime?: number; date?: Date } = {}) =>
  generateKey({
    userIDs: [{ name: 'Receiver' }],
    type: 'ecc',
    curve: 'curve25519Legacy',
    format: 'armored',
    ...options,
  })

test('what goes to an age key is read by its owner alone', async () => {
  const identity = await generateX25519Identity()
  const key = await identityToRecipient(identity)
  const sealed = await encrypted({ kind: 'age', key })
  expect(sealed.includes(content.subarray(1_000, 1_032))).toBe(false)
  const owner = new Decrypter()
  owner.addIdentity(identity)
  expect(sha256(Buffer.from(await owner.decrypt(sealed)))).toBe(sha256(content))
  const other = new Decrypter()
  other.addIdentity(await generateX25519Identity())
  await expect(other.decrypt(sealed)).rejects.toThrow()
  expect(await encryptionKeyMistake({ kind: 'age', key })).toBeNull()
})

test('what goes to an OpenPGP key is read by its owner, and by GnuPG', async () => {
  const { publicKey, privateKey } = await openpgpKey()
  const sealed = await encrypted({ kind: 'openpgp', key: publicKey })
  expect(sealed.includes(content.subarray(1_000, 1_032))).toBe(false)
  const decryptionKeys = await readPrivateKey({ armoredKey: privateKey })
  const { data } = await decrypt({
    message: await readMessage({ binaryMessage: sealed }),
    decryptionKeys,
    format: 'binary',
  })
  expect(sha256(Buffer.from(data as Uint8Array))).toBe(sha256(content))
  if (spawnSync('gpg', ['--version']).status === 0) expect(byGnupg(sealed, privateKey)).toBe(sha256(content))
})

function byGnupg(sealed: Buffer, privateKey: string): string {
  const home = path.join(folder, 'gnupg')
  mkdirSync(home, { mode: 0o700 })
  writeFileSync(path.join(folder, 'sealed.pgp'), sealed)
  const gpg = (args: string[], input?: string) =>
    spawnSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], { input, maxBuffer: 16_000_000 })
  expect(gpg(['--import'], privateKey).status).toBe(0)
  const opened = gpg(['--decrypt', path.join(folder, 'sealed.pgp')])
  spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
  return sha256(opened.stdout)
}

test('a key that is none, a secret one, or one that has expired is told at set-up and never encrypted to', async () => {
  const expired = await openpgpKey({ keyExpirationTime: 60, date: new Date('2020-01-01') })
  const { privateKey } = await openpgpKey()
  const wrong: [EncryptTo, string][] = [
    [{ kind: 'age', key: 'age1nonsense' }, 'not-a-key'],
    [{ kind: 'age', key: await generateX25519Identity() }, 'secret-key'],
    [{ kind: 'openpgp', key: 'nonsense' }, 'not-a-key'],
    [{ kind: 'openpgp', key: privateKey }, 'secret-key'],
    [{ kind: 'openpgp', key: expired.publicKey }, 'key-cannot-encrypt'],
  ]
  for (const [to, mistake] of wrong) expect(await encryptionKeyMistake(to)).toBe(mistake)
  for (const [to] of wrong.filter(([, mistake]) => mistake !== 'secret-key'))
    await expect(encrypted(to)).rejects.toThrow()
})

test('it streams: a package larger than the memory that it takes', async () => {
  const key = await identityToRecipient(await generateX25519Identity())
  for (const to of [
    { kind: 'age', key },
    { kind: 'openpgp', key: (await openpgpKey()).publicKey },
  ] as const) {
    const before = process.memoryUsage().rss
    let most = 0
    let bytes = 0
    const source = Readable.from(
      (function* () {
        for (let piece = 0; piece < 1_600; piece++) yield Buffer.alloc(65_536, piece)
      })(),
      { objectMode: false },
    )
    const count = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        most = Math.max(most, process.memoryUsage().rss - before)
        done()
      },
    })
    await pipeline(source, encryptFor(to), count)
    expect(bytes).toBeGreaterThan(1_600 * 65_536)
    expect(most).toBeLessThan(90_000_000)
  }
})
