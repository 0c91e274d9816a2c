// Thousands of companies in memory. What fails prints its seed; HABEAS_PROPERTY_SEED repeats it.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planErasure } from '@/lib/domain/plan/plan-erasure'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { anyCompany, type Company } from './company'
import { carryOut, findIn, membersOf } from './memory'
import { isEmptied, mistakesOf, planMistakes } from './mistakes'
import { repeated } from './repeated'
import { World } from './world'

const groupsOf = (plan: ErasurePlan) => plan.systems.flatMap(({ groups }) => groups)

it('keeps what a rule needs, nothing else, of nobody else; and a second time there is nothing to do', () => {
  let carriedOut = 0
  fc.assert(
    fc.property(anyCompany(6), (company) => {
      const world = new World(company)
      const plan = planErasure(findIn(world))
      expect(planMistakes(plan)).toEqual([])
      expect(plan.totals.rows).toBe([...world.mine].filter((row) => world.isOurs(row)).length)
      if (plan.blocks.length > 0) return
      carriedOut += 1
      for (const group of groupsOf(plan)) expect(membersOf(world, group)).toHaveLength(group.rows)
      const after = carryOut(world, plan)
      expect(mistakesOf(company, after, plan)).toEqual([])
      expect(company.rows.length - after.rows.length).toBe(plan.totals.deleted)
      // A range of dates freezes more than it must while a row of another day points there: that one is gone now.
      if (!company.matters.some(({ from, to }) => from || to)) expect(again(after, world)).toEqual([])
    }),
    { numRuns: 3_000, ...repeated },
  )
  // A property that stops at blocks proves nothing.
  expect(carriedOut).toBeGreaterThan(1_000)
}, 120_000)

/** What a second run would still do, or what stops it. */
function again(after: Company, before: World): string[] {
  const world = new World(after, new Set([...before.mine].map((row) => before.id(row))))
  const plan = planErasure(findIn(world))
  const left = new Map(carryOut(world, plan).rows.map((row) => [world.id(row), row]))
  const changed = after.rows.filter((row) => {
    const now = left.get(world.id(row))
    return now ? JSON.stringify(now) !== JSON.stringify(row) : !isEmptied(world, row)
  })
  return [...plan.blocks.map((block) => JSON.stringify(block)), ...changed.map((row) => world.id(row))]
}

it('draws the same plan whatever the order of rows, tables and rules', () => {
  fc.assert(
    fc.property(anyCompany(5), fc.infiniteStream(fc.nat()), (company, random) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((item) => ({ item, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item)
      const { tables, rows, rules, matters } = company
      const other = { tables: shuffled(tables), rows: shuffled(rows), rules: shuffled(rules), matters }
      expect(planErasure(findIn(new World(other)))).toEqual(planErasure(findIn(new World(company))))
    }),
    { numRuns: 1_000, ...repeated },
  )
}, 60_000)
