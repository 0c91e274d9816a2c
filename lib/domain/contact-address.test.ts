import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseIdentifier, normalisePhone, parseEmail } from './contact-address'

const parsed = (text: string) => {
  const email = parseEmail(text)
  return email.ok ? email.value : email.reason
}

describe('an e-mail address', () => {
  it.each([
    ['jose@example.com', 'jose@example.com', 'jose@example.com'],
    ['  Jose.Garcia@Example.COM ', 'Jose.Garcia@example.com', 'jose.garcia@example.com'],
    ['jose+shop@example.com', 'jose+shop@example.com', 'jose+shop@example.com'],
    ['o\u2019neil@example.com', null, null],
    ["o'neil@example.com", "o'neil@example.com", "o'neil@example.com"],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example', 'anna@xn--bcher-kva.example'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com', 'jos\u00e9@example.com'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
  ])('%j', (text, address, normalised) => {
    expect(parsed(text)).toEqual(address ? { address, normalised } : 'not-an-address')
  })

  it('keeps look-alikes apart', () => {
    const all = ['jose@x.fr', 'josé@x.fr', 'jose+1@x.fr', 'jo.se@x.fr', 'jose@xn--x-bga.fr'].map(
      (text) => normaliseIdentifier('email', text).ok && JSON.stringify(parsed(text)),
    )
    expect(new Set(all).size).toBe(5)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['a@b.fr\r\nBcc: e@evil.fr', 'control-character'],
    ['a@b.fr\r\n', 'control-character'],
    ['a@b.fr\0', 'control-character'],
    ['a@b\u200b.fr', 'control-character'],
    ['a\u202e@b.fr', 'control-character'],
    ['a@b.fr\u2028', 'control-character'],
    ['a\ud800@b.fr', 'malformed-text'],
    ['a@b.fr, c@d.fr', 'several-recipients'],
    ['a@b.fr,', 'several-recipients'],
    ['a@b.fr c@d.fr', 'several-recipients'],
    ['a@b.fr@c.fr', 'several-recipients'],
    ['a@b.fr; c@d.fr', 'name-or-group'],
    ['friends: a@b.fr;', 'name-or-group'],
    ['Anna <a@b.fr>', 'name-or-group'],
    ['<a@b.fr>', 'name-or-group'],
    ['a@[127.0.0.1]', 'name-or-group'],
    ['(hi)a@b.fr', 'name-or-group'],
    ['"a b"@c.fr', 'quoted'],
    ['a\\@b.fr', 'quoted'],
    ['a b@c.fr', 'not-an-address'],
    ['@b.fr', 'not-an-address'],
    ['a@', 'not-an-address'],
    ['a', 'not-an-address'],
    ['.a@b.fr', 'not-an-address'],
    ['a..b@c.fr', 'not-an-address'],
    ['a@localhost', 'not-an-address'],
    ['a@127.0.0.1', 'not-an-address'],
    ['a@0x7f.1', 'not-an-address'],
    ['a@b.fr.', 'not-an-address'],
    ['a@-b.fr', 'not-an-address'],
    ['a@b_c.fr', 'not-an-address'],
    ['a@b.fr/path', 'not-an-address'],
    ['a@b%2ec.fr', 'not-an-address'],
    ['a@b\u3002fr', 'not-an-address'],
    [`${'a'.repeat(65)}@b.fr`, 'too-long'],
    [`a@${'b'.repeat(64)}.fr`, 'not-an-address'],
    [`a@${'b.'.repeat(130)}fr`, 'too-long'],
    ['a'.repeat(1_000_000), 'too-long'],
  ])('refuses %#: %j', (text, reason) => expect(parsed(text)).toBe(reason))

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.emailAddress(),
    fc.tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
  )

  it('is one recipient, whatever was typed', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const email = parseEmail(typed)
        if (!email.ok) return
        const { address, normalised } = email.value
        expect(address.split('@')).toHaveLength(2)
        expect(`${address}${normalised}`).not.toMatch(/[\s,;:<>()"\\[\]\p{C}]/u)
        expect(new TextEncoder().encode(address).length).toBeLessThanOrEqual(254)
      }),
      { numRuns: 2_000 },
    )
  })

  it('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const once = normaliseIdentifier('email', typed)
        if (once.ok) expect(normaliseIdentifier('email', once.value)).toEqual(once)
      }),
      { numRuns: 2_000 },
    )
  })

  it('accepts what browsers accept, most of the time', () => {
    const drawn = fc.sample(fc.emailAddress({ size: 'small' }), 200)
    expect(drawn.filter((address) => parseEmail(address).ok).length).toBeGreaterThan(190)
  })
})

describe('a phone number', () => {
  it.each([
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['+49 30 901820', 'FR', '+4930901820'],
    ['0033 6 12 34 56 78', 'FR', '+33612345678'],
    ['(030) 90 18 20', 'DE', '+4930901820'],
    ['912 345 678', 'PT', '+351912345678'],
  ])('%j in %s', (typed, country, value) => expect(normalisePhone(typed, country)).toEqual({ ok: true, value }))

  it.each([
    ['', 'FR', 'empty'],
    ['call 06 12 34 56 78 now', 'FR', 'not-a-number'],
    ['12', 'FR', 'not-a-number'],
    ['\0', 'FR', 'not-a-number'],
    ['1'.repeat(1_000_000), 'FR', 'not-a-number'],
    ['06 12 34 56 78', 'XX', 'unknown-country'],
  ])('refuses %#', (typed, country, reason) => expect(normalisePhone(typed, country)).toEqual({ ok: false, reason }))
})

describe('another identifier', () => {
  it('exact keeps case and accents, upper folds case', () => {
    expect(normaliseIdentifier('exact', ' Pub-Été-7 ')).toEqual({ ok: true, value: 'Pub-Été-7' })
    expect(normaliseIdentifier('upper', ' fr-12ab ')).toEqual({ ok: true, value: 'FR-12AB' })
    expect(normaliseIdentifier('phone', '030 901820', 'DE')).toEqual({ ok: true, value: '+4930901820' })
  })

  it.each([
    ['', 'empty'],
    ['a\nb', 'control-character'],
    ['\udfff', 'malformed-text'],
    ['x'.repeat(201), 'too-long'],
  ])('refuses %j', (typed, reason) => expect(normaliseIdentifier('exact', typed)).toEqual({ ok: false, reason }))
})
