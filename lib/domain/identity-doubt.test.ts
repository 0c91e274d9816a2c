import { describe, expect, it } from 'vitest'
import { datasets } from './fixture-identity'
import { identityDoubt } from './identity-doubt'

describe('what a search brings to light', () => {
  const keys = (...accounts: string[]) => ({
    identifiers: [],
    anchors: [
      { dataset: 'account', keys: accounts.map((key) => [key]) },
      { dataset: 'ticket', keys: [['1'], ['2']] },
    ],
  })
  const found = { datasets, before: keys('1'), after: keys('1'), onePerson: false, oneASystem: true, answerNow: [] }
  it.each<[string, Partial<Parameters<typeof identityDoubt>[0]>, string | null]>([
    ['the same person', {}, null],
    ['a first search, one person', { before: null }, null],
    ['a first search, two people', { before: null, after: keys('1', '2') }, 'several-people'],
    ['two that are one, as the DPO knows', { before: null, after: keys('1', '2'), onePerson: true }, null],
    ['one more than the DPO knew', { after: keys('1', '2'), onePerson: true }, 'records-added'],
    ['a person where there was only a newsletter', { before: keys() }, 'records-added'],
    ['the same, in a system that was away until now', { before: keys(), answerNow: ['crm'] }, null],
    [
      'two people in a system that was away',
      { before: keys(), after: keys('1', '2'), answerNow: ['crm'] },
      'several-people',
    ],
  ])('%s', (_, given, doubt) => {
    expect(identityDoubt({ ...found, ...given })).toBe(doubt)
  })

  const elsewhere = datasets.map((dataset) => ({ ...dataset, key: `shop-${dataset.key}`, system: 'shop' }))
  const linked = elsewhere.map((dataset) => ({
    ...dataset,
    links: (dataset.links ?? []).map((link) => ({ ...link, to: `shop-${link.to}` })),
  }))
  it.each([
    [true, null],
    [false, 'several-people'],
  ])('one record in each of two systems, where one a system was proven: %s', (oneASystem, doubt) => {
    const one = keys('1')
    const after = { ...one, anchors: [...one.anchors, { dataset: 'shop-account', keys: [['9']] }] }
    const given = { ...found, datasets: [...datasets, ...linked], before: null, after, oneASystem }
    expect(identityDoubt(given)).toBe(doubt)
  })
})
