import { describe, expect, it } from 'vitest'
import { blindIndex, blindIndexCandidates } from './blind-index'
import { openKeyCheck, sealKeyCheck } from './key-check'
import { keyedDigest } from './keyed-digest'
import { newKeyringText } from './keyring'
import { testKeyring } from './test-keyring'
import { codeMatches, createCode, createLinkToken, linkTokenHash } from './tokens'

const text = newKeyringText()
const keyring = testKeyring(text)
const added = JSON.parse(newKeyringText())

function rotated() {
  const data = JSON.parse(text)
  for (const purpose of ['kek', 'index']) {
    data[purpose].keys.k2 = added[purpose].keys.k1
    data[purpose].active = 'k2'
  }
  return data
}

describe('a blind index', () => {
  it('is equal for equal values only, for one kind and one keyring', () => {
    const index = blindIndex(keyring, 'email', 'jose@x.fr')
    expect(index).toMatch(/^k1\.[\w-]{43}$/)
    expect(blindIndex(testKeyring(text), 'email', 'jose@x.fr')).toBe(index)
    const others = [
      blindIndex(keyring, 'email', 'josé@x.fr'),
      blindIndex(keyring, 'name-word', 'jose@x.fr'),
      blindIndex(testKeyring(), 'email', 'jose@x.fr'),
    ]
    expect(new Set([index, ...others]).size).toBe(4)
  })

  it('finds rows written before a rotation', () => {
    const after = testKeyring(JSON.stringify(rotated()))
    const candidates = blindIndexCandidates(after, 'email', 'jose@x.fr')
    expect(candidates).toContain(blindIndex(keyring, 'email', 'jose@x.fr'))
    expect(candidates).toContain(blindIndex(after, 'email', 'jose@x.fr'))
  })
})

describe('a keyed digest', () => {
  it('depends on value, label and key, and is no plain hash', () => {
    const digest = keyedDigest(keyring, 'email', 'jose@x.fr')
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(keyedDigest(keyring, 'email', 'jose@x.fr')).toBe(digest)
    expect(keyedDigest(keyring, 'phone', 'jose@x.fr')).not.toBe(digest)
    expect(keyedDigest(testKeyring(), 'email', 'jose@x.fr')).not.toBe(digest)
  })

  it('a label cannot lend characters to a value', () => {
    expect(keyedDigest(keyring, 'a', 'b:c')).not.toBe(keyedDigest(keyring, 'a:b', 'c'))
    expect(() => keyedDigest(keyring, 'a\0b', 'c')).toThrow(TypeError)
  })
})

describe('the key check', () => {
  const stored = () => JSON.parse(JSON.stringify(sealKeyCheck(keyring)))

  it('opens with the keyring that wrote it', () =>
    expect(openKeyCheck(testKeyring(text), stored())).toEqual({ ok: true, stale: false }))

  it('holds no key', () => {
    const { kek, digest } = JSON.parse(text)
    expect(JSON.stringify(stored())).not.toContain(kek.keys.k1)
    expect(JSON.stringify(stored())).not.toContain(digest)
  })

  it('wants to be written anew when keys were added', () =>
    expect(openKeyCheck(testKeyring(JSON.stringify(rotated())), stored())).toEqual({ ok: true, stale: true }))

  it.each([
    ['kek', 'The key-encryption key "k1" is not the one that this database was written with.'],
    ['index', 'The index key "k1" is not the one that this database was written with.'],
    ['digest', 'The digest key "digest" is not the one that this database was written with.'],
  ])('refuses another %s', (purpose, line) => {
    const other = { ...JSON.parse(text), [purpose]: JSON.parse(newKeyringText())[purpose] }
    expect(openKeyCheck(testKeyring(JSON.stringify(other)), stored())).toEqual({ ok: false, problems: [line] })
  })

  it('refuses a keyring from which an old key was dropped', () => {
    const check = sealKeyCheck(testKeyring(JSON.stringify(rotated())))
    const dropped = rotated()
    delete dropped.kek.keys.k1
    expect(openKeyCheck(testKeyring(JSON.stringify(dropped)), check)).toEqual({
      ok: false,
      problems: ['The key-encryption key "k1" is missing from the keyring; data in this database needs it.'],
    })
  })

  it.each([
    ['nothing', null],
    ['a text', 'x'],
    ['no keys', { version: 1, kek: {}, index: {}, digest: '' }],
  ])('refuses %s', (_name, damaged) =>
    expect(openKeyCheck(keyring, damaged)).toEqual({ ok: false, problems: ['The stored key check is damaged.'] }),
  )

  it('refuses a check whose ciphertext was altered', () => {
    const check = stored()
    check.kek.k1 = `${check.kek.k1.slice(0, -4)}AAAA`
    expect(openKeyCheck(keyring, check).ok).toBe(false)
  })
})

describe('tokens', () => {
  it('a link holds 256 random bits, and only its hash is looked up', () => {
    const { token, tokenHash } = createLinkToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(linkTokenHash(token)).toBe(tokenHash)
    expect(tokenHash).not.toContain(token)
    expect(createLinkToken().token).not.toBe(token)
  })

  it.each(['', 'a', `${'A'.repeat(42)}B`, `${'A'.repeat(43)}=`, `${'A'.repeat(43)}\n`, '%00'.repeat(20)])(
    '%j is no token',
    (typed) => expect(linkTokenHash(typed)).toBeNull(),
  )

  it('a code belongs to its row and its keyring', () => {
    const { code, codeHash } = createCode(keyring, 'code-1')
    expect(code).toMatch(/^\d{6}$/)
    expect(codeMatches(keyring, 'code-1', ` ${code.slice(0, 3)} ${code.slice(3)} `, codeHash)).toBe(true)
    expect(codeMatches(keyring, 'code-2', code, codeHash)).toBe(false)
    expect(codeMatches(testKeyring(), 'code-1', code, codeHash)).toBe(false)
    const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    for (const wrong of [other, '', code.slice(1), `${code}0`, codeHash])
      expect(codeMatches(keyring, 'code-1', wrong, codeHash)).toBe(false)
    expect(codeMatches(keyring, 'code-1', code, '')).toBe(false)
  })

  it('codes spread over all digits', () => {
    const firsts = new Set(Array.from({ length: 500 }, () => createCode(keyring, 'x').code[0]))
    expect(firsts.size).toBe(10)
  })
})
