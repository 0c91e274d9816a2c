import { describe, expect, it } from 'vitest'
import { byNumber, datasets, email, facts, match, number, same } from './fixture-identity'
import { decideIdentity, type IdentityFacts } from './identity'
import { linkReads, personGroups } from './person-groups'

const otherwise = { contactPoint: false }
const ownContact = { personOf: [same(['account', '1'], ['contact', '7'])] }
const foreignContact = { personOf: [same(['account', '2'], ['contact', '7'])] }

describe('a confirmed mailbox is proof', () => {
  it.each<[string, IdentityFacts]>([
    ['as the contact of one account', facts([match('account', ['1'])])],
    ['with only a newsletter row', facts([match('newsletter', ['a'])])],
    ['account and newsletter', facts([match('account', ['1']), match('newsletter', ['a'])])],
    ['account and its own contact row', facts([match('account', ['1']), match('contact', ['7'])], ownContact)],
    ['tickets that lead nowhere', facts([match('account', ['1']), match('ticket', ['1', '2'])])],
    ['rows of an old address book', facts([match('account', ['1']), match('legacy', ['1', '2'])])],
    ['the account number agrees', facts([match('account', ['1']), match('account', ['1'], byNumber)])],
    ['two fields of the same row', facts([match('account', ['1']), match('account', ['1'], otherwise)])],
  ])('%s', (_, given) => {
    expect(decideIdentity(given)).toMatchObject({ state: 'proven', level: 1, systems: ['crm'] })
  })

  it('a mailbox on file of one account in each of two systems is one person’s', () => {
    const given = facts([match('account', ['1']), match('account', ['8'], { system: 'shop' })])
    expect(decideIdentity(given)).toMatchObject({ state: 'proven', systems: ['crm', 'shop'] })
  })

  it('a claim that stands nowhere neither proves nor contradicts, and is named', () => {
    const given = facts([match('account', ['1'])], { claims: [number] })
    expect(decideIdentity(given)).toMatchObject({ state: 'proven', unmatched: ['account-number'] })
  })
})

describe('never the wrong person: waits', () => {
  const account = match('account', ['1'])
  it.each<[string, IdentityFacts, string]>([
    ['the link was never followed', facts([account], { mailboxConfirmed: false }), 'mailbox-not-confirmed'],
    ['a system is down', facts([account], { systemsDown: ['billing'] }), 'system-unreachable'],
    ['nobody', facts([match('account', [])]), 'nothing-found'],
    ['known, but not as a contact', facts([match('legacy', ['1'])]), 'address-not-on-file'],
    ['only the account number is known', facts([match('account', ['1'], byNumber)]), 'address-not-on-file'],
    [
      'on file for a newsletter, mentioned by an account',
      facts([match('newsletter', ['a']), match('account', ['1'], otherwise)]),
      'address-not-on-file',
    ],
    ['one address, two accounts (a household)', facts([match('account', ['1', '2'])]), 'several-people'],
    ['two newsletter rows of one address', facts([match('newsletter', ['a', 'b'])]), 'several-people'],
    ['more rows than keys', facts([match('account', ['1'], { count: 300 })]), 'several-people'],
    ['a contact of another firm', facts([account, match('contact', ['7'])], foreignContact), 'several-people'],
    [
      'billing address of somebody else’s account',
      facts([account, match('account', ['2'], otherwise)]),
      'several-people',
    ],
    [
      'a ticket known to be another’s',
      facts([account, match('ticket', ['5'])], { personOf: [same(['account', '2'], ['ticket', '5'])] }),
      'several-people',
    ],
    [
      'two accounts in another system',
      facts([account, match('account', ['1', '2'], { system: 'shop' })]),
      'several-people',
    ],
    [
      'an account in another system that only mentions the address',
      facts([account, match('account', ['1'], { system: 'shop', contactPoint: false })]),
      'several-people',
    ],
    ['the account number of somebody else', facts([account, match('account', ['2'], byNumber)]), 'claims-disagree'],
    [
      'a phone in a row that nothing ties to the person',
      facts([account, match('legacy', ['9'], { identifier: { kind: 'phone', value: '+331' } })]),
      'claims-disagree',
    ],
    [
      'a newsletter address with an account number',
      facts([match('newsletter', ['a']), match('account', ['2'], byNumber)]),
      'claims-disagree',
    ],
    [
      'a second address, of somebody else',
      facts([account, match('account', ['2'], { identifier: { kind: 'email', value: 'other@example.org' } })]),
      'claims-disagree',
    ],
  ])('%s', (_, given, reason) => {
    expect(decideIdentity(given)).toMatchObject({ state: 'waiting', reason })
  })
})

describe('a contact of a firm is not the firm', () => {
  const contact = match('contact', ['7'])
  it('is found as the contact', () => {
    expect(decideIdentity(facts([contact], foreignContact)).state).toBe('proven')
  })

  it.each([
    ['the firm’s account number', match('account', ['2'], byNumber)],
    ['a colleague’s number', match('contact', ['8'], byNumber)],
  ])('%s does not agree', (_, claim) => {
    const personOf = [...foreignContact.personOf, same(['account', '2'], ['contact', '8'])]
    expect(decideIdentity(facts([contact, claim], { personOf }))).toMatchObject({ reason: 'claims-disagree' })
  })
})

describe('personGroups', () => {
  const primaryKeys = { account: ['id'], contact: ['account_id', 'no'], ticket: ['id'], newsletter: ['email'] }

  it('asks for keys of linked rows that can be written to or lead further', () => {
    expect(linkReads(datasets, primaryKeys)).toEqual([
      { dataset: 'contact', fields: ['account_id', 'no'] },
      { dataset: 'ticket', fields: ['account_id', 'contact_no', 'id'] },
    ])
  })

  it('ties rows to what they link to, composite keys as a whole, and nothing by an empty link', () => {
    const rows = [
      { dataset: 'contact', values: { account_id: '1', no: '2' } },
      { dataset: 'ticket', values: { id: '5', account_id: '1', contact_no: '2' } },
      { dataset: 'ticket', values: { id: '6', account_id: '1', contact_no: null } },
    ]
    expect(personGroups('crm', datasets, primaryKeys, rows)).toEqual([
      [
        { system: 'crm', dataset: 'contact', key: ['1', '2'] },
        { system: 'crm', dataset: 'account', key: ['1'] },
      ],
      [
        { system: 'crm', dataset: 'ticket', key: ['5'] },
        { system: 'crm', dataset: 'contact', key: ['1', '2'] },
      ],
    ])
  })

  it('a person with an account, a contact row, tickets and a newsletter is one person', () => {
    const rows = [
      { dataset: 'contact', values: { account_id: '1', no: '2' } },
      { dataset: 'ticket', values: { id: '5', account_id: '1', contact_no: '2' } },
    ]
    const matches = [
      match('account', ['1']),
      match('contact', [], { keys: [['1', '2']], count: 1 }),
      match('ticket', ['5', '6']),
      match('newsletter', ['camille@example.org']),
    ]
    const personOf = personGroups('crm', datasets, primaryKeys, rows)
    expect(decideIdentity(facts(matches, { personOf })).state).toBe('proven')
  })
})

describe('what is proven', () => {
  it('the mailbox and the claims that lead to its owner, not those that stood nowhere', () => {
    const given = facts([match('account', ['1']), match('account', ['1'], byNumber)], {
      claims: [email, number, { kind: 'phone', value: '+331' }],
    })
    expect(decideIdentity(given)).toMatchObject({ identifiers: [email, number] })
  })
})
