// A system of a generated company that stands in memory: it is searched, and carries out a plan, as a connector would.
import type { Catalogue } from '@/lib/domain/catalogue'
import type { DataMap } from '@/lib/domain/data-map/types'
import type { DocumentFacts } from '@/lib/domain/findings'
import { documentQuestions, questionId } from '@/lib/domain/plan/document-questions'
import * as invoicing from '@/lib/domain/plan/invoicing-fixture'
import { isInPart } from '@/lib/domain/plan/path-fate'
import type { ErasureFacts } from '@/lib/domain/plan/planning'
import type { ErasurePlan, HoldCondition, PlanGroup } from '@/lib/domain/plan/types'
import type { Company, Row } from './company'
import { today, type World } from './world'

const types = { number: 'bigint', text: 'text', date: 'date', amount: 'numeric(12,2)' }

export const catalogueOf = ({ tables }: Company): Catalogue => ({
  ...{ engine: 'postgresql', serverVersion: '18.0' },
  tables: tables.map(({ key, primaryKey, columns, pointers }) => ({
    ...invoicing.table(`shop.${key}`, []),
    columns: columns.map(({ name, type, required }) =>
      invoicing.column(name, { type: types[type], nullable: required !== true }),
    ),
    primaryKey,
    foreignKeys: pointers
      .filter(({ enforced }) => enforced)
      .map((p) => ({
        ...invoicing.foreignKey(p.columns, `shop.${p.to}`),
        referencedColumns: p.columns.map((column) => column.replace(/^.*_/, '')),
      })),
  })),
})

/** @param named how the map calls a table on this server */
export const mapOf = ({ tables }: Company, named = (key: string) => `shop.${key}`): DataMap => ({
  ...invoicing.map(tables.flatMap(({ key, dataset }) => (dataset ? [{ ...dataset, table: named(key) }] : []))),
  exempt: tables.flatMap(({ key, dataset }) =>
    dataset ? [] : [{ system: 'shop', table: named(key), reason: 'holds nobody' }],
  ),
})

/** One stratum a row: the planner finds what they have in common. */
export function findIn(world: World): ErasureFacts {
  const { company } = world
  const map = mapOf(company)
  const asked = documentQuestions(map, company.rules)
  const factsOf = (row: Row): DocumentFacts =>
    world.facts(row, {
      coverage: (asked[row.table]?.coverage ?? []).map(({ tests }) => tests),
      starts: (asked[row.table]?.starts ?? []).map(({ start }) => start),
    })
  const datasets = map.datasets.map(({ key }) => {
    const rows = company.rows.filter((row) => row.table === key && world.mine.has(row))
    const strata = rows.map((row) => ({
      documents: [...world.documentsOf(row)].map(factsOf),
      referencedBy: world.referencedBy(row),
      ...{ count: 1, digest: digestOf(world.id(row)) },
    }))
    return invoicing.found(key, strata)
  })
  return {
    ...{ requestId: 'r', map, mapVersion: 1, catalogues: { shop: catalogueOf(company) }, today },
    ...{ rules: company.rules, matters: company.matters, findings: [invoicing.finding([], { datasets })] },
  }
}

const digestOf = (text: string) =>
  [...text].reduce((sum, c) => (sum * 31n + BigInt(c.charCodeAt(0))) % 2n ** 64n, 7n).toString(16)

/** The person's rows that belong to the group. */
export const membersOf = (world: World, group: PlanGroup): Row[] =>
  world.company.rows.filter((row) => row.table === group.dataset && world.isOurs(row) && isMember(world, row, group))

function isMember(world: World, row: Row, { where }: PlanGroup): boolean {
  const documents = [...world.documentsOf(row)]
  const held = (condition: HoldCondition) => documents.some((document) => meets(world, document, condition))
  const dated = (where.dated ?? []).every(({ document, from, to, within }) => {
    const days = documents.filter((d) => d.table === document).map((d) => d.values.signed ?? null)
    const inside = days.some((day) => day === null || ((from === null || day >= from) && (to === null || day <= to)))
    return within === (days.length === 0 || inside)
  })
  return (
    where.heldBy.every(held) &&
    !where.notHeldBy.some(held) &&
    (where.endedUnder ?? []).every(held) &&
    !(where.notEndedUnder ?? []).some(held) &&
    dated &&
    (where.referenced === null || where.referenced === world.referencedBy(row).length > 0)
  )
}

function meets(world: World, row: Row, condition: HoldCondition): boolean {
  if (row.table !== condition.document) return false
  const { tests = [], start } = condition
  const facts = world.facts(row, { coverage: [tests], starts: start ? [start] : [] })
  const from = start ? facts.starts?.[questionId(start)] : facts.date
  const covers = tests.length === 0 || facts.answers?.[questionId(tests)] === true
  return facts.issued && facts.jurisdiction === condition.jurisdiction && covers && (from ?? '') >= condition.heldFrom
}

/** Carried out at once, as the server's snapshot would have it: all groups are chosen before the first change. */
export function carryOut(world: World, plan: ErasurePlan): Company {
  const groups = plan.systems
    .flatMap((system) => system.groups)
    .map((group) => ({ group, rows: membersOf(world, group) }))
  const fate = new Map(groups.flatMap(({ group, rows }) => rows.map((row) => [row, group] as const)))
  const rows = world.company.rows.flatMap((row): Row[] => {
    const group = fate.get(row)
    if (group?.fate === 'delete') return []
    const changes = (group?.changes ?? []).map(({ field, change }) => {
      const written = change === 'clear' || isInPart(change) ? null : change.replace.replace('{id}', 'f00df00d')
      return [field, written] as const
    })
    return [{ table: row.table, values: { ...row.values, ...Object.fromEntries(changes) } }]
  })
  return { ...world.company, rows }
}
