import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterText, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office

beforeAll(async () => {
  world = await office()
  await world.shop.query(customerRows(50, 'owner@example.org') + customerRows(51, 'other@example.org'))
})
afterAll(() => world.end())

const decide = async (requestId: string, decision: 'accept' | 'ask-on-file' | 'refuse', more: object = {}) => {
  const { decideIdentity } = await import('@/lib/workflow/decide-identity')
  const { version } = await world.request(requestId)
  return decideIdentity(world.dpo, { requestId, version, decision, ...more })
}

const recipientOf = async (requestId: string, kind: string) => {
  const { openVault } = await import('@/lib/platform/request-vault')
  const request = await world.request(requestId)
  const letter = await world.db.letter.findFirstOrThrow({ where: { requestId, kind } })
  return openVault(request).open(`letter.recipient:${letter.id}`, letter.recipientEnc ?? '')
}

describe('the address that wrote is proof only where it is on file', () => {
  it('on file, and the number is the same person’s: proven', async () => {
    const id = await world.submit('owner@example.org', ['access'], { 'customer-number': 'c-50' })
    await world.drain()
    expect(await world.request(id)).toMatchObject({ identity: 'proven', identityLevel: 1 })
  })

  it('on file, but the number is somebody else’s: waits', async () => {
    const id = await world.submit('owner@example.org', ['access'], { 'customer-number': 'C-51' })
    await world.drain()
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'claims-disagree' })
    expect(await world.db.systemFinding.count({ where: { requestId: id } })).toBe(0)
  })

  it('a stranger with somebody’s number: asked at the address on file, which decides', async () => {
    const id = await world.submit('stranger@example.net', ['erasure'], { 'customer-number': 'C-51' })
    await world.drain()
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'address-not-on-file' })
    expect(await decide(id, 'ask-on-file')).toEqual({ ok: true })
    expect(await recipientOf(id, 'on-file-question')).toBe('other@example.org')
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'asked-on-file' })
    const { confirmOnFile } = await import('@/lib/workflow/confirm-on-file')
    const { publicActorOf } = await import('@/lib/auth/mint-public')
    const token = /\/on-file\/([\w-]{43})/.exec(await letterText(id, 'on-file-question'))?.[1] ?? ''
    expect(await confirmOnFile(publicActorOf(null), { token })).toMatchObject({ ok: true })
    expect(await world.request(id)).toMatchObject({ identity: 'proven' })
    await world.drain()
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
  })

  it('nobody on file to ask is said, and nothing is sent', async () => {
    const id = await world.submit('unknown@example.net', ['erasure'])
    await world.drain()
    expect(await decide(id, 'ask-on-file')).toEqual({ ok: false, reason: 'no-address-on-file' })
    expect(await world.db.letter.count({ where: { requestId: id, kind: 'on-file-question' } })).toBe(0)
  })
})

describe('the DPO decides', () => {
  it('accepting names how; "other" needs a note; a decision on an older view is a conflict', async () => {
    const { decideIdentity } = await import('@/lib/workflow/decide-identity')
    const id = await world.submit('called@example.net', ['erasure', 'rectification'])
    await world.drain()
    const { version } = await world.request(id)
    const stale = { requestId: id, version: version - 1, decision: 'accept' as const, method: 'call-back' as const }
    expect(await decideIdentity(world.dpo, stale)).toEqual({ ok: false, reason: 'conflict' })
    expect(await decide(id, 'accept')).toEqual({ ok: false, reason: 'method-missing' })
    expect(await decide(id, 'accept', { method: 'other' })).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await decide(id, 'accept', { method: 'other', reason: 'Came to the office.' })).toEqual({ ok: true })
    expect(await world.request(id)).toMatchObject({ identity: 'proven', identityLevel: 2, status: 'discovering' })
    expect(await world.items(id)).toMatchObject([{ status: 'discovering' }, { status: 'by-hand' }])
    const ledger = await world.db.ledgerEntry.findMany({ where: { requestId: id } })
    expect(ledger.map(({ body }) => body).join()).not.toContain('office')
  })

  it('refusing answers every right, with ground, authority and court, and closes the request', async () => {
    const id = await world.submit('imposter@example.net', ['erasure', 'access'])
    await world.drain()
    expect(await decide(id, 'refuse', { reason: 'You could not be reached.' })).toEqual({ ok: true })
    expect(await world.request(id)).toMatchObject({ identity: 'refused', status: 'refused' })
    expect(await world.items(id)).toMatchObject([
      { status: 'refused', outcome: 'refused', ground: 'identity-not-proven' },
      { status: 'refused', outcome: 'refused', ground: 'identity-not-proven' },
    ])
    expect(await world.db.letter.count({ where: { requestId: id, kind: 'refusal' } })).toBe(2)
    const letter = await letterText(id, 'refusal')
    for (const words of ['Article 12', 'You could not be reached.', 'CNIL', 'Article 79'])
      expect(letter).toContain(words)
    expect(await decide(id, 'accept', { method: 'call-back' })).toEqual({ ok: false, reason: 'wrong-status' })
  })
})
