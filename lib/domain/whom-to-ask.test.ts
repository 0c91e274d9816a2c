import { describe, expect, it } from 'vitest'
import { byNumber, facts, match, same } from './fixture-identity'
import type { IdentityFacts } from './identity'
import { whomToAsk } from './whom-to-ask'

describe('whom to ask', () => {
  const phone = { identifier: { kind: 'phone', value: '+331' }, contactPoint: false }
  const own = same(['account', '2'], ['contact', '8'])
  it.each<[string, IdentityFacts, [string, string][], string[]]>([
    [
      'the record that the number names',
      facts([match('account', ['2'], byNumber)]),
      [['account', '2']],
      ['account-number'],
    ],
    [
      'the record, not its contact row',
      facts([match('account', ['2'], byNumber), match('contact', ['8'], byNumber)], { personOf: [own] }),
      [['account', '2']],
      ['account-number'],
    ],
    [
      'the one contact that the number names',
      facts([match('contact', ['8'], byNumber)]),
      [['contact', '8']],
      ['account-number'],
    ],
    [
      'a phone in a row that nothing ties to the record proves nothing',
      facts([match('account', ['2'], byNumber), match('legacy', ['9'], phone)]),
      [['account', '2']],
      ['account-number'],
    ],
    ['the mailbox itself, where it is on file', facts([match('account', ['1'])]), [['account', '1']], ['email']],
  ])('%s', (_, given, rows, kinds) => {
    const whom = whomToAsk(given)
    if (!whom.ok) throw new Error(whom.reason)
    expect(whom.rows.flatMap(({ dataset, keys }) => keys.map(([key]) => [dataset, key]))).toEqual(rows)
    expect(whom.identifiers.map(({ kind }) => kind)).toEqual(kinds)
  })

  it.each<[string, IdentityFacts, string]>([
    ['two accounts', facts([match('account', ['2'], byNumber), match('account', ['3'], phone)]), 'several-people'],
    ['two contacts of one firm', facts([match('contact', ['8', '9'], byNumber)]), 'several-people'],
    ['the mailbox of another', facts([match('account', ['1']), match('account', ['2'], byNumber)]), 'claims-disagree'],
    ['a household', facts([match('account', ['1', '2'])]), 'several-people'],
    [
      'a system is down',
      facts([match('account', ['2'], byNumber)], { systemsDown: ['billing'] }),
      'system-unreachable',
    ],
    ['nobody', facts([]), 'nothing-found'],
    ['an address that is only mentioned', facts([match('legacy', ['1'])]), 'address-not-on-file'],
  ])('nobody: %s', (_, given, reason) => {
    expect(whomToAsk(given)).toEqual({ ok: false, reason })
  })
})
