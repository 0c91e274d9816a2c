// Every doubt and state of a found identifier, and the slow search, in both languages: no text is missing.
import { expect, test } from 'vitest'
import { ProblemLine } from '@/components/desk/request/problem-line'
import { keyDoubts } from '@/lib/domain/inference/inferred-key'
import enCommon from '@/messages/en/common.json'
import enDesk from '@/messages/en/desk.json'
import frCommon from '@/messages/fr/common.json'
import frDesk from '@/messages/fr/desk.json'
import { renderer } from '@/test/support/rendered'
import { type FoundKeyRow, FoundThrough } from './found-through'
import { SearchAnyway } from './search-anyway'

const messages = { en: { common: enCommon, desk: enDesk }, fr: { common: frCommon, desk: frDesk } }
const rendered = renderer(messages)

const seen = { requestId: 'r', version: 3 }
const decision = { accepted: true, at: '2026-11-22T10:00:00Z', name: 'Ann', reason: 'She said so' }
const key = (id: string, more: Partial<FoundKeyRow>): FoundKeyRow => ({
  ...{ id, kind: 'Customer number', doubts: [], followed: true, waits: false, decision: null },
  from: [{ place: 'Shop, Customers', field: 'number', by: 'E-mail' }],
  reach: [{ place: 'Billing, Accounts', rows: 2 }],
  ...more,
})
const keys = [
  key('strong', {}),
  key('open', { followed: false, waits: true, doubts: [...keyDoubts] }),
  key('yes', { decision, doubts: ['shared-kind'] }),
  key('no', { followed: false, decision: { ...decision, accepted: false } }),
]
const act = async () => null

test.each(['en', 'fr'] as const)('%s: what was found, and what waits', (locale) => {
  const all = rendered(locale, <FoundThrough {...{ keys, seen }} timeZone="Europe/Paris" read={act} decide={act} />)
  expect(all.missing).toEqual([])
  expect(all.html.match(/name="accepted"/g)).toHaveLength(2)
  const reader = rendered(locale, <FoundThrough {...{ keys, seen }} timeZone="Europe/Paris" />)
  expect(reader.missing).toEqual([])
  // Neither the values nor a decision for who may not see and decide.
  expect(reader.html).not.toMatch(/<form|name="accepted"/)
})

test.each(['en', 'fr'] as const)('%s: a slow search is offered as such', (locale) => {
  const lookup = { code: 'slow-lookup' as const, dataset: 'visit', column: 'email', rows: 12_000_000 }
  const labels = { systems: {}, datasets: {} }
  const offered = rendered(locale, <SearchAnyway lookups={[lookup]} labels={labels} action={act} hidden={seen} />)
  expect(offered.missing).toEqual([])
  expect(offered.html).toMatch(/12[\s, {2}]000[\s, {2}]000/)
  expect(rendered(locale, <SearchAnyway lookups={[]} labels={labels} action={null} hidden={seen} />).html).not.toMatch(
    /<form/,
  )
  for (const problem of [
    { code: 'ambiguous-key', dataset: 'a', column: 'b', identifier: 'c', strength: 'weak' } as const,
    { code: 'pseudonym-key-missing', dataset: 'a', column: 'b', name: 'c' } as const,
  ])
    expect(rendered(locale, <ProblemLine problem={problem} labels={labels} />).missing).toEqual([])
})
