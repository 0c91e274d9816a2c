import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DecryptionError, type DecryptionFault } from './decryption-error'
import { decryptField, encryptField } from './field-encryption'
import { newKeyringText } from './keyring'
import type { Place } from './place'
import { createRequestKey, organisationKeys, unwrapRequestKey } from './request-key'
import { sealedWith } from './sealed-text'
import { testKeyring } from './test-keyring'

const keyring = testKeyring()
const at = { tenant: 'acme', requestId: 'request-1' }
const { key, wrapped } = createRequestKey(keyring, at)
const place: Place = { tenant: 'acme', table: 'subject_request', column: 'email_enc', row: 'request-1' }

function faultOf(work: () => unknown): DecryptionFault | 'opened' {
  try {
    work()
    return 'opened'
  } catch (error) {
    if (error instanceof DecryptionError) return error.fault
    throw error
  }
}

describe('a field', () => {
  it('comes back as it went in, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const stored = encryptField(key, text, place)
        expect(stored).toMatch(/^v1\.r1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/)
        expect(decryptField(key, stored, place)).toBe(text)
        expect(encryptField(key, text, place)).not.toBe(stored)
      }),
    )
  })

  it.each([
    ['tenant', { tenant: 'other' }],
    ['table', { table: 'letter' }],
    ['column', { column: 'name_enc' }],
    ['row', { row: 'request-2' }],
  ])('moved to another %s does not open', (_name, other) => {
    const stored = encryptField(key, 'jose@example.com', place)
    expect(faultOf(() => decryptField(key, stored, { ...place, ...other }))).toBe('not-authentic')
  })

  it('swapped between two rows opens in neither', () => {
    const there = { ...place, row: 'request-2' }
    const [first, second] = [encryptField(key, 'Anna', place), encryptField(key, 'Bea', there)]
    expect(faultOf(() => decryptField(key, second, place))).toBe('not-authentic')
    expect(faultOf(() => decryptField(key, first, there))).toBe('not-authentic')
  })

  it('with any character changed does not open', () => {
    const stored = encryptField(key, 'jose@example.com', place)
    for (let index = 0; index < stored.length; index += 1) {
      const other = stored[index] === 'A' ? 'B' : 'A'
      const changed = stored.slice(0, index) + other + stored.slice(index + 1)
      expect(faultOf(() => decryptField(key, changed, place))).not.toBe('opened')
    }
  })

  it.each(['', 'v1', 'v1.r1.a.b', 'v2.r1.AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA', 'v1.r1.AA.AA.AA', 'plain text'])(
    '%j was never encrypted here',
    (stored) => expect(faultOf(() => decryptField(key, stored, place))).toBe('malformed'),
  )

  it('a short tag is not accepted', () => {
    const [version, kid, iv, sealed, tag = ''] = encryptField(key, 'x', place).split('.')
    const short = Buffer.from(tag, 'base64url').subarray(0, 12).toString('base64url')
    expect(faultOf(() => decryptField(key, [version, kid, iv, sealed, short].join('.'), place))).toBe('malformed')
  })

  it('says nothing of what it holds when it fails', () => {
    const stored = encryptField(key, 'jose@example.com', place)
    expect(() => decryptField(key, stored, { ...place, row: 'x' })).toThrow(
      /^Encrypted data cannot be opened \(not-authentic\)$/,
    )
  })

  it('a place that could be read as another place, and text that UTF-8 cannot hold, are faults of the program', () => {
    expect(() => encryptField(key, 'x', { ...place, row: 'a|b' })).toThrow(TypeError)
    expect(() => encryptField(key, 'x', { ...place, tenant: '' })).toThrow(TypeError)
    expect(() => encryptField(key, 'a\ud800', place)).toThrow(TypeError)
  })
})

describe("a request's key", () => {
  it('is wrapped, and the same after unwrapping', () => {
    const stored = encryptField(key, 'Anna', place)
    expect(decryptField(unwrapRequestKey(keyring, wrapped, at), stored, place)).toBe('Anna')
    expect(sealedWith(wrapped)).toBe('k1')
    expect(wrapped).not.toContain(key.secret.export().toString('base64url'))
  })

  it('belongs to its request', () => {
    expect(faultOf(() => unwrapRequestKey(keyring, wrapped, { ...at, requestId: 'request-2' }))).toBe('not-authentic')
    const other = createRequestKey(keyring, { ...at, requestId: 'request-2' })
    const stored = encryptField(key, 'Anna', place)
    expect(faultOf(() => decryptField(other.key, stored, place))).toBe('not-authentic')
  })

  it('does not open with a wrong or missing key-encryption key', () => {
    expect(faultOf(() => unwrapRequestKey(testKeyring(), wrapped, at))).toBe('not-authentic')
    const data = JSON.parse(newKeyringText())
    data.kek = { active: 'k7', keys: { k7: data.kek.keys.k1 } }
    expect(faultOf(() => unwrapRequestKey(testKeyring(JSON.stringify(data)), wrapped, at))).toBe('unknown-key')
  })

  it('opens after the active key-encryption key was changed', () => {
    const data = JSON.parse(newKeyringText())
    const before = testKeyring(JSON.stringify(data))
    const made = createRequestKey(before, at)
    data.kek = { active: 'k2', keys: { ...data.kek.keys, k2: JSON.parse(newKeyringText()).digest } }
    const after = testKeyring(JSON.stringify(data))
    const stored = encryptField(made.key, 'Anna', place)
    expect(decryptField(unwrapRequestKey(after, made.wrapped, at), stored, place)).toBe('Anna')
    expect(sealedWith(createRequestKey(after, at).wrapped)).toBe('k2')
  })
})

describe("the organisation's keys", () => {
  const secretPlace = { tenant: 'acme', table: 'connected_system', column: 'secret_enc', row: 'system-1' }

  it('are the same after a restart, and other for each tenant and each keyring', () => {
    const stored = encryptField(organisationKeys(keyring, 'acme')[0], 'postgres://…', secretPlace)
    expect(decryptField(organisationKeys(keyring, 'acme'), stored, secretPlace)).toBe('postgres://…')
    expect(faultOf(() => decryptField(organisationKeys(keyring, 'other'), stored, secretPlace))).toBe('not-authentic')
    expect(faultOf(() => decryptField(organisationKeys(testKeyring(), 'acme'), stored, secretPlace))).toBe(
      'not-authentic',
    )
  })
})
