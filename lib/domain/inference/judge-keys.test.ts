import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InferredKey, identifierName, isFollowed, strengthOf, waitsForDecision } from './inferred-key'
import { type FoundKey, judgeKeys, type KeyReach, type KeysToJudge } from './judge-keys'

const said = { en: '', fr: '' }
const identifiers = [
  { key: 'number', label: said, normalise: 'exact' as const, asked: false },
  { key: 'phone', label: said, normalise: 'phone' as const, asked: false },
  { key: 'email', label: said, normalise: 'email' as const, asked: true },
  { key: 'mailbox', label: said, normalise: 'email' as const, asked: false, strength: 'strong' as const },
  { key: 'household', label: said, normalise: 'exact' as const, asked: false, strength: 'weak' as const },
]
const number = { kind: 'number', value: 'C-1' }
const source = { system: 'shop', dataset: 'customer', field: 'number', by: ['email'], infers: 'follow' as const }
const found = (more: Partial<FoundKey> = {}): FoundKey => ({ ...number, from: [source], crowded: false, ...more })
const own: KeyReach = {
  ...{ system: 'shop', dataset: 'customer', rows: 1, adds: false, people: ['shop 1'] },
  ...{ strangers: false, namesOther: false, cut: false },
}
const account: KeyReach = { ...own, system: 'billing', dataset: 'account', adds: true, people: ['billing 1'] }
const known = new Map([['shop', new Set(['shop 1'])]])

function judge(key: FoundKey, reach: KeyReach[], more: Partial<KeysToJudge> = {}): InferredKey | undefined {
  const facts = { keys: [key], earlier: [], reach: new Map([[identifierName(key), reach]]), identifiers, known }
  return judgeKeys({ ...facts, last: false, ...more })[0]
}

describe('a key on the person’s own record', () => {
  it.each<[string, FoundKey, KeyReach[], string[]]>([
    ['leads to one record elsewhere', found(), [own, account], []],
    ['leads to rows that are nobody’s own', found(), [own, { ...account, people: [] }], []],
    [
      'stands in a field that the person writes',
      found({ from: [{ ...source, infers: 'ask' }] }),
      [account],
      ['self-declared'],
    ],
    [
      'stands in such a field, and in one that the company writes',
      found({ from: [{ ...source, infers: 'ask' }, source] }),
      [account],
      [],
    ],
    ['is another mailbox', found({ kind: 'email', value: 'a@b.fr' }), [account], ['shared-kind']],
    ['is a mailbox that the map vouches for', found({ kind: 'mailbox', value: 'a@b.fr' }), [account], []],
    ['is of a kind that the map calls weak', found({ kind: 'household', value: '7' }), [account], ['shared-kind']],
    ['is of a kind that a household shares', found({ kind: 'phone', value: '+331' }), [account], ['shared-kind']],
    [
      'stands on somebody else’s record too',
      found(),
      [{ ...own, people: ['shop 1', 'shop 2'], adds: true }],
      ['second-person'],
    ],
    [
      'leads to rows of somebody else’s record',
      found(),
      [{ ...account, people: [], strangers: true }],
      ['second-person'],
    ],
    [
      'leads to two records elsewhere',
      found(),
      [{ ...account, people: ['billing 1', 'billing 2'] }],
      ['several-people'],
    ],
    ['leads to a record with another e-mail', found(), [{ ...account, namesOther: true }], ['names-other']],
    ['leads to more than can be looked through', found(), [{ ...account, cut: true }], ['too-many']],
    ['is one of very many', found({ crowded: true }), [account], ['too-many']],
  ])('that %s', (_, key, reach, doubts) => {
    expect(judge(key, reach)?.doubts).toEqual(doubts)
  })

  it('is not shown where it leads to nothing new', () => {
    expect(judge(found(), [own])).toBeUndefined()
  })

  it('is shown at the last station, and not followed', () => {
    const key = judge(found(), [account], { last: true })
    expect(key && [strengthOf(key), isFollowed(key), waitsForDecision(key)]).toEqual(['ambiguous', false, true])
  })

  it('two keys that lead to two people where nobody was known wait both', () => {
    const [a, b] = [found(), found({ value: 'C-2' })]
    const reach = new Map([
      [identifierName(a), [account]],
      [identifierName(b), [{ ...account, people: ['billing 2'] }]],
    ])
    const keys = judgeKeys({ keys: [a, b], earlier: [], reach, identifiers, known, last: false })
    expect(keys.map(({ doubts }) => doubts)).toEqual([['several-people'], ['several-people']])
  })
})

describe('a decision', () => {
  const weak = found({ kind: 'phone', value: '+331' })
  const decide = (accepted: boolean): InferredKey[] => {
    const key = judge(weak, [account])
    if (!key) throw new Error('nothing to decide')
    const { doubts, people } = key
    return [{ ...key, decision: { accepted, by: 'dpo', at: '2026-01-01T00:00:00Z', reason: '', doubts, people } }]
  }
  const again = (accepted: boolean, reach: KeyReach[]) => judge(weak, reach, { earlier: decide(accepted) })

  it('is kept', () => {
    const [yes, no] = [again(true, [account]), again(false, [account])]
    expect(yes && isFollowed(yes)).toBe(true)
    expect(no && [isFollowed(no), waitsForDecision(no)]).toEqual([false, false])
  })

  it('to follow is asked for again where one more person appears; a refusal stands', () => {
    const more = [{ ...account, people: ['billing 1', 'billing 2'] }]
    const [yes, no] = [again(true, more), again(false, more)]
    expect(yes && [isFollowed(yes), waitsForDecision(yes)]).toEqual([false, true])
    expect(no && [isFollowed(no), waitsForDecision(no)]).toEqual([false, false])
  })

  it('is not lost where the key leads nowhere new any more', () => {
    expect(again(true, [])?.decision?.accepted).toBe(true)
  })
})

const place = fc.record<KeyReach>({
  system: fc.constantFrom('shop', 'billing', 'post'),
  dataset: fc.constantFrom('a', 'b'),
  rows: fc.nat(9),
  adds: fc.boolean(),
  people: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
  strangers: fc.boolean(),
  namesOther: fc.boolean(),
  cut: fc.boolean(),
})
const keySets = fc.uniqueArray(fc.tuple(fc.constantFrom('C-1', 'C-2', 'C-3'), fc.array(place, { maxLength: 4 })), {
  selector: ([value]) => value,
  minLength: 1,
})
const judgeAll = (set: [string, KeyReach[]][], owners: readonly string[]) =>
  judgeKeys({
    keys: set.map(([value]) => found({ value })),
    earlier: [],
    reach: new Map(set.map(([value, reach]) => [identifierName({ kind: 'number', value }), reach])),
    identifiers,
    known: new Map(owners.length ? [['shop', new Set(owners)]] : []),
    last: false,
  })

describe('for all keys', () => {
  it('what is followed unasked never makes a second person in a system', () => {
    fc.assert(
      fc.property(keySets, fc.constantFrom([], ['1']), (set, owners) => {
        const followed = judgeAll(set, owners)
          .filter(isFollowed)
          .map(({ value }) => value)
        const reach = set.filter(([value]) => followed.includes(value)).flatMap(([, places]) => places)
        for (const system of ['shop', 'billing', 'post']) {
          const before = system === 'shop' ? owners : []
          const people = reach.filter((one) => one.system === system).flatMap((one) => one.people)
          expect(new Set([...before, ...people]).size).toBeLessThanOrEqual(1)
        }
        expect(reach.some(({ strangers, namesOther, cut }) => strangers || namesOther || cut)).toBe(false)
      }),
    )
  })

  it('the order of keys and places changes nothing', () => {
    fc.assert(
      fc.property(keySets, (set) => {
        const sorted = (keys: InferredKey[]) => keys.toSorted((a, b) => (a.value < b.value ? -1 : 1))
        const turned = set.toReversed().map(([value, places]): [string, KeyReach[]] => [value, places.toReversed()])
        const plain = (keys: InferredKey[]) =>
          sorted(keys).map(({ value, doubts, people }) => ({ value, doubts, people }))
        expect(plain(judgeAll(turned, ['1']))).toEqual(plain(judgeAll(set, ['1'])))
      }),
    )
  })
})
