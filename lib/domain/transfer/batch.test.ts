import { describe, expect, it } from 'vitest'
import type { DataMap, MapDataset, MapIdentifier } from '../data-map/types'
import { clientsMap, MOST_PEOPLE, nextRun, readPeople } from './batch'

const text = { en: 'x', fr: 'x' }
const email: MapIdentifier = { key: 'email', label: text, normalise: 'email', asked: false }
const number: MapIdentifier = { key: 'customer-number', label: text, normalise: 'upper', asked: true }

describe('the people of an order', () => {
  it('come one a line, or as the first column of a CSV with its heading, each once', () => {
    const on = (a: number, b: number) => [
      { kind: 'email', value: 'a@x.example', row: a },
      { kind: 'email', value: 'b@x.example', row: b },
    ]
    const repeated = readPeople('a@x.example\r\n\nB@x.example\na@x.example\n', email)
    expect(repeated).toEqual({ ok: true, people: on(1, 3) })
    expect(readPeople('email;name\n"a@x.example";Ann\nb@x.example;Bob', email)).toEqual({ ok: true, people: on(2, 3) })
    const one = [{ kind: 'customer-number', value: 'C-1', row: 1 }]
    expect(readPeople('c-1\nC-1', number)).toEqual({ ok: true, people: one })
  })

  it.each([
    ['nobody', '\n \n', { reason: 'people-missing', line: 0 }],
    ['what is no address', 'a@x.example\nnonsense', { reason: 'person-unreadable', line: 2 }],
    ['two addresses in one', 'a@x.example b@x.example', { reason: 'person-unreadable', line: 1 }],
    [
      'too many',
      Array.from({ length: MOST_PEOPLE + 5 }, (_, n) => `${n}@x.example`).join('\n'),
      { reason: 'too-many-people', line: MOST_PEOPLE },
    ],
  ])('%s is refused with its line', (_name, typed, refusal) => {
    expect(readPeople(typed, email)).toEqual({ ok: false, ...refusal })
  })

  it('are as many as are allowed', () => {
    const most = readPeople(Array.from({ length: MOST_PEOPLE }, (_, n) => `${n}@x.example`).join('\n'), email)
    expect(most.ok && most.people.length).toBe(MOST_PEOPLE)
  })
})

describe('a client’s part of the map', () => {
  const dataset = (key: string, rest: Partial<MapDataset>): MapDataset => ({
    ...{
      key,
      system: 'shop',
      table: `shop.${key}`,
      label: text,
      controller: 'client',
      role: 'processor',
      purposes: [],
    },
    ...{ legalBasis: 'contract', recipients: [], retention: text, erasure: 'delete', fields: {} },
    ...rest,
  })
  const link = (to: string) => ({ links: [{ to, fields: ['a'], toFields: ['b'] }] })
  const map = {
    systems: [
      { key: 'shop', name: 'Shop', kind: 'postgresql' },
      { key: 'crm', name: 'CRM', kind: 'postgresql' },
    ],
    datasets: [
      dataset('visitor', {}),
      dataset('visit', link('visitor')),
      dataset('page', link('visit')),
      dataset('ours', { controller: 'own', role: 'controller' }),
      dataset('astray', link('ours')),
      dataset('behind', link('astray')),
      dataset('other', { controller: 'another', system: 'crm' }),
      dataset('claimed', { role: 'controller' }),
    ],
    exempt: [],
  } as unknown as DataMap

  it('is what is held for it, as far as its own data leads', () => {
    const own = clientsMap(map, 'client')
    expect(own.datasets.map(({ key }) => key)).toEqual(['visitor', 'visit', 'page'])
    expect(own.systems.map(({ key }) => key)).toEqual(['shop'])
    expect(own.exempt.map(({ table }) => table)).toContain('shop.ours')
    expect(clientsMap(map, 'nobody').datasets).toEqual([])
  })
})

it.each([
  ['once', null],
  ['daily', '2027-02-01'],
  ['weekly', '2027-02-07'],
  ['monthly', '2027-02-28'],
] as const)('%s runs next on %s', (schedule, day) => {
  expect(nextRun(schedule, Temporal.PlainDate.from('2027-01-31'))?.toString() ?? null).toBe(day)
})
