import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { loadKeyring, newKeyringText, parseKeyring } from './keyring'

const folder = mkdtempSync(join(tmpdir(), 'habeas-keyring-'))
afterAll(() => rmSync(folder, { recursive: true }))

const valid = () => JSON.parse(newKeyringText())
const problemsOf = (data: unknown) => {
  const result = parseKeyring(typeof data === 'string' ? data : JSON.stringify(data))
  return result.ok ? [] : result.problems
}

describe('a keyring', () => {
  it('made here is read here, and is new each time', () => {
    const result = parseKeyring(newKeyringText())
    expect(result).toMatchObject({ ok: true, keyring: { kek: { active: { kid: 'k1' } } } })
    expect(newKeyringText()).not.toBe(newKeyringText())
  })

  it('shows no key when it is logged', () => {
    const data = valid()
    const shown = inspect(parseKeyring(JSON.stringify(data)), { depth: 9, showHidden: true })
    expect(shown).not.toContain(data.digest)
    expect(shown).not.toContain(Buffer.from(data.digest, 'base64').toString('hex').slice(0, 20))
  })

  it('keeps old keys for reading', () => {
    const data = valid()
    data.kek.keys.k2 = valid().digest
    data.kek.active = 'k2'
    const result = parseKeyring(JSON.stringify(data))
    expect(result.ok && [result.keyring.kek.active.kid, result.keyring.kek.all.length]).toEqual(['k2', 2])
  })

  it.each([
    ['no JSON', () => '{"kek": secret', 'not valid JSON'],
    ['a list', () => [], 'not a JSON object'],
    ['another version', () => ({ ...valid(), version: 2 }), '"version": 1'],
    ['no kek', () => ({ ...valid(), kek: undefined }), 'no "kek"'],
    [
      'an active key that is not there',
      () => ({ ...valid(), index: { ...valid().index, active: 'k9' } }),
      '"index.active"',
    ],
    ['a short key', () => ({ ...valid(), digest: 'c2hvcnQ=' }), '"digest" has 5 bytes; it needs 32'],
    ['no base64', () => ({ ...valid(), digest: '!' }), '"digest" is not base64'],
    ['zeros', () => ({ ...valid(), digest: Buffer.alloc(32).toString('base64') }), '"digest" is not random'],
  ])('with %s is refused', (_name, make, line) => expect(problemsOf(make()).join('\n')).toContain(line))

  it('names every mistake at once', () => {
    const data = valid()
    data.kek.keys.k1 = 'AAAA'
    data.digest = ''
    expect(problemsOf(data).length).toBeGreaterThanOrEqual(2)
  })

  it('with one key for two purposes is refused', () => {
    const data = valid()
    data.digest = data.kek.keys.k1
    expect(problemsOf(data)).toEqual(['Two keys of the keyring are the same: each needs its own random bytes.'])
  })

  it('never repeats a key in a complaint, even in the wrong place', () => {
    const data = valid()
    const misplaced = data.digest
    data.kek = { active: misplaced, keys: { [misplaced]: 'k1' } }
    expect(problemsOf(data).join('\n')).not.toContain(misplaced)
    expect(problemsOf(`{"digest": "${misplaced}"`).join('\n')).not.toContain(misplaced)
  })
})

describe('loading', () => {
  const file = join(folder, 'keyring.json')
  writeFileSync(file, newKeyringText())

  it('from a file, with a warning when others can read it', () => {
    chmodSync(file, 0o644)
    const open = loadKeyring({ file })
    expect(open.ok && open.warnings).toEqual([`The keyring ${file} can be read by others (mode 644): chmod 400 it.`])
    chmodSync(file, 0o400)
    expect(loadKeyring({ file })).toMatchObject({ ok: true, warnings: [] })
  })

  it('from the environment', () => expect(loadKeyring({ json: newKeyringText() })).toMatchObject({ ok: true }))

  it.each([
    ['neither', {}, 'No keyring is configured'],
    ['both', { file, json: newKeyringText() }, 'not both'],
    ['a file that is not there', { file: join(folder, 'none.json') }, 'cannot be read (ENOENT)'],
    ['a folder', { file: folder }, 'cannot be read (EISDIR)'],
  ])('%s is refused', (_name, source, line) => {
    const result = loadKeyring(source)
    expect(result.ok ? [] : result.problems.join()).toContain(line)
  })
})
