import { expect, it } from 'vitest'
import type { DataMap } from '../data-map/types'
import { knownKinds, linesFor, noticeChaserDue, plannedNotices } from './notice'

const text = (word: string) => ({ en: word, fr: word })
const map = {
  recipients: [
    { key: 'bank', name: 'Bank', email: 'privacy@bank.example', language: 'fr' },
    { key: 'host', name: 'Host' },
  ],
  systems: [
    { key: 'paper', kind: 'task', holdings: [{ key: 'files', label: text('Files'), recipients: ['Archive'] }] },
  ],
  datasets: [
    {
      key: 'account',
      label: text('Accounts'),
      recipients: ['Host'],
      identifiedBy: [{ identifier: 'number', field: 'n' }],
    },
    { key: 'payment', label: text('Payments'), recipients: ['Bank', 'Host'], links: [{ to: 'account' }] },
    { key: 'visit', label: text('Visits'), recipients: ['Bank'], identifiedBy: [{ identifier: 'email', field: 'e' }] },
  ],
} as unknown as DataMap

it('tells each recipient once, of its own datasets alone; by mail only where an address is declared', () => {
  expect(plannedNotices(map, ['payment', 'account', 'files'])).toEqual([
    { recipient: 'Archive', email: null, language: null, datasets: ['files'] },
    { recipient: 'Bank', email: 'privacy@bank.example', language: 'fr', datasets: ['payment'] },
    { recipient: 'Host', email: null, language: null, datasets: ['account', 'payment'] },
  ])
  expect(plannedNotices(map, [])).toEqual([])
  expect(linesFor(map, ['files', 'visit']).map(({ dataset }) => dataset)).toEqual(['visit', 'files'])
})

it('an identifier is told only to those whose datasets know it', () => {
  expect(knownKinds(map, ['payment'])).toEqual(['number'])
  expect(knownKinds(map, ['visit'])).toEqual(['email'])
  expect(knownKinds(map, ['files'])).toEqual([])
})

it('reminds every seven days, tells the officer after two, and gives up after four', () => {
  const due = (chasers: number, today: string) => noticeChaserDue({ on: '2026-03-01', chasers }, today)
  expect(due(0, '2026-03-07')).toBeNull()
  expect(due(0, '2026-03-08')).toEqual({ chaser: 1, escalated: false, givenUp: false })
  expect(due(1, '2026-03-14')).toBeNull()
  expect(due(1, '2026-03-15')).toEqual({ chaser: 2, escalated: true, givenUp: false })
  expect(due(3, '2026-03-29')).toMatchObject({ chaser: 4, givenUp: false })
  expect(due(4, '2026-04-05')).toMatchObject({ givenUp: true })
})
