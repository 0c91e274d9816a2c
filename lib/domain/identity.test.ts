import { describe, expect, it } from 'vitest'
import { decideIdentity, type IdentityFacts, type IdentityMatch, type PersonGroup } from './identity'

const email = { kind: 'email', value: 'camille@example.org' }
const number = { kind: 'account-number', value: 'P-1001' }

const match = (dataset: string, keys: string[], more: Partial<IdentityMatch> = {}): IdentityMatch => ({
  system: 'crm',
  dataset,
  identifier: email,
  count: keys.length,
  keys: keys.map((key) => [key]),
  contactPoint: true,
  anchor: dataset === 'account' || dataset === 'contact',
  ...more,
})

const same = (...rows: [dataset: string, key: string][]): PersonGroup =>
  rows.map(([dataset, key]) => ({ system: 'crm', dataset, key: [key] }))

const facts = (matches: IdentityMatch[], more: Partial<IdentityFacts> = {}): IdentityFacts => ({
  mailboxConfirmed: true,
  email,
  matches,
  personOf: [],
  systemsDown: [],
  ...more,
})

const otherwise = { contactPoint: false }

describe('a confirmed mailbox is proof', () => {
  it.each<[string, IdentityFacts]>([
    ['as the contact of one account', facts([match('account', ['1'])])],
    ['with only a newsletter row', facts([match('newsletter', ['a'])])],
    ['account and newsletter', facts([match('account', ['1']), match('newsletter', ['a'])])],
    [
      'account and its own contact row',
      facts([match('account', ['1']), match('contact', ['7'])], {
        personOf: [same(['account', '1'], ['contact', '7'])],
      }),
    ],
    ['many old tickets that lead nowhere', facts([match('account', ['1']), match('ticket', ['1', '2'], otherwise)])],
    [
      'the account number agrees',
      facts([match('account', ['1']), match('account', ['1'], { identifier: number, ...otherwise })]),
    ],
    [
      'two fields of the same row',
      facts([match('account', ['1']), match('account', ['1'], { identifier: email, ...otherwise })]),
    ],
  ])('%s', (_, given) => {
    expect(decideIdentity(given)).toMatchObject({
      state: 'proven',
      level: 1,
      method: 'contact-on-file',
      systems: ['crm'],
    })
  })

  it('a claim that stands nowhere neither proves nor contradicts, and is named', () => {
    const given = facts([match('account', ['1']), match('account', [], { identifier: number })])
    expect(decideIdentity(given)).toMatchObject({ state: 'proven', unmatched: ['account-number'] })
  })
})

describe('never the wrong person: waits', () => {
  it.each<[string, IdentityFacts, string]>([
    [
      'the link was never followed',
      facts([match('account', ['1'])], { mailboxConfirmed: false }),
      'mailbox-not-confirmed',
    ],
    ['a system is down', facts([match('account', ['1'])], { systemsDown: ['billing'] }), 'system-unreachable'],
    ['nobody', facts([match('account', [])]), 'nothing-found'],
    ['the address is known, but not as a contact', facts([match('ticket', ['1'], otherwise)]), 'address-not-on-file'],
    [
      'only the account number is known',
      facts([match('account', ['1'], { identifier: number })]),
      'address-not-on-file',
    ],
    ['one address, two accounts (a household)', facts([match('account', ['1', '2'])]), 'several-people'],
    ['two newsletter rows of one address', facts([match('newsletter', ['a', 'b'])]), 'several-people'],
    ['more rows than keys', facts([match('account', ['1'], { count: 300 })]), 'several-people'],
    [
      'an account and a contact of another firm',
      facts([match('account', ['1']), match('contact', ['7'])], {
        personOf: [same(['account', '2'], ['contact', '7'])],
      }),
      'several-people',
    ],
    [
      'an account and a contact that nothing ties together',
      facts([match('account', ['1']), match('contact', ['7'])]),
      'several-people',
    ],
    [
      'billing address of somebody else’s account',
      facts([match('account', ['1']), match('account', ['2'], otherwise)]),
      'several-people',
    ],
    [
      'a ticket known to be another person’s',
      facts([match('account', ['1']), match('ticket', ['5'], otherwise)], {
        personOf: [same(['account', '2'], ['ticket', '5'])],
      }),
      'several-people',
    ],
    [
      'the account number of somebody else',
      facts([match('account', ['1']), match('account', ['2'], { identifier: number, ...otherwise })]),
      'claims-disagree',
    ],
    [
      'a phone number in a row that nothing ties to the person',
      facts([
        match('account', ['1']),
        match('legacy', ['9'], { identifier: { kind: 'phone', value: '+331' }, ...otherwise }),
      ]),
      'claims-disagree',
    ],
    [
      'a newsletter address with somebody’s account number',
      facts([match('newsletter', ['a']), match('account', ['2'], { identifier: number, ...otherwise })]),
      'claims-disagree',
    ],
    [
      'a second e-mail address of somebody else',
      facts([
        match('account', ['1']),
        match('account', ['2'], { identifier: { kind: 'email', value: 'other@example.org' } }),
      ]),
      'claims-disagree',
    ],
    [
      'the same keys in another system',
      facts([match('account', ['1']), match('account', ['1'], { system: 'shop' })]),
      'several-people',
    ],
  ])('%s', (_, given, reason) => {
    expect(decideIdentity(given)).toMatchObject({ state: 'waiting', reason })
  })
})

it('groups that share a row are one person', () => {
  const personOf = [same(['account', '1'], ['contact', '7']), same(['contact', '7'], ['contact', '8'])]
  const given = facts([match('account', ['1']), match('contact', ['8'])], { personOf })
  expect(decideIdentity(given).state).toBe('proven')
})
