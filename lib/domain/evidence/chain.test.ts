import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendTo, entryHash, GENESIS, type LedgerEntry, verifyCase, verifyChain } from './chain'

function ledger(length: number): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (let index = 0; index < length; index += 1) {
    const record = {
      at: `2026-11-22T10:00:${String(index % 60).padStart(2, '0')}.000Z`,
      requestId: index % 3 === 0 ? null : `request-${index % 3}`,
      actor: 'worker',
      event: 'request.assigned',
      version: 1,
      body: `{"assigneeId":"${index}"}`,
    }
    entries.push(appendTo(entries.at(-1) ?? GENESIS, record))
  }
  return entries
}
const changed = (entries: LedgerEntry[], index: number, change: Partial<LedgerEntry>) =>
  entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry))

describe('the chain', () => {
  it('stands as it was written', () => {
    const entries = ledger(10)
    const head = { seq: 10, hash: entries[9]?.hash ?? '' }
    expect(verifyChain(entries, { head })).toEqual({ ok: true, head, entries: 10 })
    expect(verifyChain([])).toEqual({ ok: true, head: GENESIS, entries: 0 })
  })

  it('can be checked from a checkpoint on', () => {
    const entries = ledger(10)
    const from = { seq: 4, hash: entries[3]?.hash ?? '' }
    expect(verifyChain(entries.slice(4), { from })).toMatchObject({ ok: true, entries: 6 })
    expect(verifyChain(entries.slice(4), { from: { ...from, hash: GENESIS.hash } })).toMatchObject({
      ok: false,
      seq: 5,
      reason: 'broken-link',
    })
  })

  it('any changed field of any entry is named', () => {
    const changes = fc.constantFrom<Partial<LedgerEntry>>(
      { at: '2027-01-01T00:00:00.000Z' },
      { requestId: 'request-9' },
      { actor: 'staff:1' },
      { event: 'plan.approved' },
      { version: 2 },
      { body: '{}' },
      { hash: 'f'.repeat(64) },
      { prevHash: 'e'.repeat(64) },
      { seq: 99 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), changes, (index, change) => {
        const verdict = verifyChain(changed(ledger(12), index, change))
        expect(verdict).toMatchObject({ ok: false, seq: index + 1 })
      }),
    )
  })

  it('a rewritten entry with a fresh hash breaks the next link', () => {
    const entries = ledger(6)
    const third = entries[2]
    if (!third) throw new Error('no third entry')
    const forged = { ...third, body: '{"assigneeId":"x"}' }
    const verdict = verifyChain(changed(entries, 2, { ...forged, hash: entryHash(forged.prevHash, forged) }))
    expect(verdict).toEqual({ ok: false, seq: 4, reason: 'broken-link' })
  })

  it.each([
    ['removed in the middle', (e: LedgerEntry[]) => e.filter((_, at) => at !== 3), 4, 'gap'],
    ['repeated', (e: LedgerEntry[]) => [...e.slice(0, 4), ...e.slice(3)], 5, 'gap'],
    ['exchanged', (e: LedgerEntry[]) => [...e.slice(0, 2), ...e.slice(2, 4).reverse(), ...e.slice(4)], 3, 'gap'],
    ['cut at the end', (e: LedgerEntry[]) => e.slice(0, 4), 5, 'cut-short'],
    ['no entry at all', (e: LedgerEntry[]) => [...e.slice(0, 2), null as unknown as LedgerEntry], 3, 'malformed-entry'],
    ['a body that is no text', (e: LedgerEntry[]) => changed(e, 1, { body: {} as string }), 2, 'malformed-entry'],
  ])('%s', (_name, tamper, seq, reason) => {
    const entries = ledger(6)
    const head = { seq: 6, hash: entries[5]?.hash ?? '' }
    expect(verifyChain(tamper(entries), { head })).toEqual({ ok: false, seq, reason })
  })

  it('a ledger rewritten from the start differs from the known head', () => {
    const head = { seq: 6, hash: 'a'.repeat(64) }
    expect(verifyChain(ledger(6), { head })).toEqual({ ok: false, seq: 6, reason: 'head-differs' })
  })

  it('two fields cannot lend each other characters', () => {
    const record = { seq: 1, at: '', requestId: null, actor: 'a', event: 'b', version: 1, body: '{}' }
    const other = { ...record, actor: 'a","body', event: '' }
    expect(entryHash(GENESIS.hash, record)).not.toBe(entryHash(GENESIS.hash, other))
  })
})

describe("one case's entries", () => {
  const one = () => ledger(20).filter((entry) => entry.requestId === 'request-1')

  it('stand with the others missing between them', () => expect(verifyCase(one())).toMatchObject({ ok: true }))

  it.each([
    ['altered', (e: LedgerEntry[]) => changed(e, 2, { body: '{}' }), 'altered'],
    ['out of order', (e: LedgerEntry[]) => [...e].reverse(), 'gap'],
    ['another place', (e: LedgerEntry[]) => changed(e, 2, { seq: 9 }), 'altered'],
    ['not linked to its neighbour', () => changed(ledger(4), 1, { prevHash: 'c'.repeat(64) }), 'broken-link'],
  ])('%s', (_name, tamper, reason) => expect(verifyCase(tamper(one()))).toMatchObject({ ok: false, reason }))
})
