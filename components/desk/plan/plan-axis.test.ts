import { expect, test } from 'vitest'
import type { ErasurePlan, KeptBecause, PlanGroup } from '@/lib/domain/plan/types'
import { axisOf, ends } from './plan-axis'

const where = { heldBy: [], notHeldBy: [], referenced: null }
const rule = (until: { date: string; rows: number }[], key = 'fr-invoices'): KeptBecause => ({
  why: 'rule',
  rule: key,
  ruleVersion: 1,
  law: 'C. com., art. L123-22',
  until,
  fields: ['number'],
})
const group = (facts: Partial<PlanGroup>): PlanGroup => ({
  dataset: 'invoice',
  fate: 'delete',
  where,
  rows: 1,
  digest: '0',
  changes: [],
  keeps: [],
  ...facts,
})
const plan = (groups: PlanGroup[]): ErasurePlan => ({
  format: 'habeas-plan/1',
  right: 'erasure',
  requestId: 'r',
  today: '2026-11-22',
  mapVersion: 1,
  rules: [],
  systems: [
    { system: 'shop', catalogueHash: 'h', groups },
    { system: 'empty', catalogueHash: 'h', groups: [] },
  ],
  blocks: [],
  warnings: [],
  forwarded: [],
  totals: { rows: 0, deleted: 0, cleared: 0, keptRows: 0, blocked: 0 },
})
const held = [
  { date: '2027-12-31', rows: 3 },
  { date: '2031-12-31', rows: 5 },
]

test('ends are summed by day, and the longest of two rules counts', () => {
  const short = rule([{ date: '2026-12-31', rows: 8 }], 'short')
  const groups = [
    group({ fate: 'clear', rows: 8, keeps: [short, rule(held)] }),
    group({ fate: 'clear', rows: 2, keeps: [rule([{ date: '2027-12-31', rows: 2 }])] }),
  ]
  expect(ends(plan(groups))).toEqual([
    { date: '2027-12-31', rows: 5 },
    { date: '2031-12-31', rows: 5 },
  ])
})

test('the axis runs from today to the last end', () => {
  const axis = axisOf(plan([group({ fate: 'clear', rows: 8, keeps: [rule(held)] })]))
  expect(axis?.bars.map(({ at }) => Math.round(at * 100))).toEqual([22, 100])
  expect(axis?.years.map(({ year }) => year)).toEqual(['2027', '2028', '2029', '2030', '2031'])
  expect(axisOf(plan([group({})]))).toBeNull()
})

test('many ends are put together by year, and no row is lost', () => {
  const many = Array.from({ length: 30 }, (_, month) => ({
    date: `20${30 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`,
    rows: 2,
  }))
  const axis = axisOf(plan([group({ fate: 'clear', rows: 60, keeps: [rule(many)] })]))
  expect(axis?.bars).toHaveLength(3)
  expect(axis?.bars.reduce((sum, { rows }) => sum + rows, 0)).toBe(60)
})
