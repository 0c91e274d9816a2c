// What a rule can ask about a document, in SQL: issued, whose law, of when. Unknown is null, never a guess.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { DocumentQuestions, FieldTest, StartRule } from '../../domain/plan/document-questions'
import type { HoldCondition } from '../../domain/plan/types'
import { chained } from './chains'
import { documentRoutes, type OwnDocument, type Route } from './document-routes'
import { inScope, joined } from './scope'
import { allOf, anyOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

function issued(structure: Structure, rows: Rows, { issued: only }: OwnDocument): Sql {
  if (!only) return sql`true`
  return sql`coalesce(${structure.dialect.isOneOf(structure.text(rows, only.field), only.in)}, false)`
}

function jurisdiction(structure: Structure, rows: Rows, { jurisdiction: whose }: OwnDocument): Sql {
  const { dialect } = structure
  if ('country' in whose) return dialect.given(whose.country)
  const stated = sql`trim(${structure.text(rows, whose.field)})`
  return whose.values ? dialect.valueFor(stated, whose.values) : dialect.countryCode(stated)
}

/**
 * ISO text. Of a moment, the day at the controller's place: an invoice of 1 January 00:30 in Paris is not of December.
 * Of a time without zone, the day as written; of a text, its first ten characters where they have that form.
 */
const isoDate = (structure: Structure, rows: Rows, dataset: MapDataset, field: string): Sql =>
  structure.dialect.isoDate(structure, rows, field, structure.timeZone(dataset))

const documentDate = (structure: Structure, rows: Rows, { dataset, document }: Route): Sql =>
  isoDate(structure, rows, dataset, document.date)

/** Where the period of a rule starts to run; null where the document has no such date. */
function startDate(structure: Structure, rows: Rows, route: Route, start: StartRule | undefined): Sql {
  if (!start) return documentDate(structure, rows, route)
  const latest = latestEvent(structure, rows, route.dataset, start.event === 'last-entry' ? 'entry' : 'payment')
  return start.orElse ? sql`coalesce(${latest}, ${documentDate(structure, rows, route)})` : latest
}

/** The latest day among the document's parts that record such an event. */
function latestEvent(structure: Structure, rows: Rows, document: MapDataset, event: 'entry' | 'payment'): Sql {
  const latest = structure.map.datasets.flatMap((part) => {
    const own = part.document
    if (!own || !('partOf' in own) || own.partOf !== document.key || own.event !== event || !own.date) return []
    const { date } = own
    return (part.links ?? [])
      .filter((link) => link.to === document.key)
      .map((link) => {
        const inner = structure.rows(part.table)
        const where = joined(structure, inner, link.fields, rows, link.toFields)
        const day = isoDate(structure, inner, part, date)
        return sql`(select ${structure.dialect.latest(day)} from ${structure.from(inner)} where ${where})`
      })
  })
  const [only] = latest
  if (!only) return structure.dialect.noText
  if (latest.length === 1) return only
  const texts = latest.map((day) => sql`coalesce(${day}, '')`)
  return sql`nullif(greatest(${sql.join(texts)}), '')`
}

/** True, false, or null where the row does not say: an amount that is no number is no answer. */
function passes(structure: Structure, rows: Rows, test: FieldTest): Sql {
  const { dialect } = structure
  return anyOf(
    test.fields.map((field) => {
      const text = sql`trim(${structure.text(rows, field)})`
      if ('in' in test) return dialect.isOneOf(sql`nullif(${text}, '')`, test.in)
      return dialect.isAtLeast(text, test.atLeast)
    }),
  )
}

const covered = (structure: Structure, rows: Rows, tests: readonly FieldTest[]): Sql =>
  allOf(tests.map((test) => passes(structure, rows, test)))

const nothingAsked: DocumentQuestions = { coverage: [], starts: [] }

export const questionsOf = (structure: Structure, document: string): DocumentQuestions =>
  structure.map.questions?.[document] ?? nothingAsked

/** FROM and WHERE of the rows at the end of a route, seen from one row. */
function along(structure: Structure, rows: Rows, route: Route): { end: Rows; from: Sql; where: Sql } {
  const tables: Sql[] = []
  const conditions: Sql[] = []
  let at = rows
  for (const step of route.steps) {
    const next = structure.rows(step.to.table)
    const way = step.chain
      ? chained(structure, step.to, step.chain, at, next)
      : {
          from: structure.from(next),
          where: joined(structure, at, step.fromFields, next, step.toFields, step.along),
        }
    tables.push(way.from)
    conditions.push(way.where)
    if (step.onlyPersons) conditions.push(inScope(structure, step.to, next))
    at = next
  }
  return { end: at, from: sql.join(tables, sql`, `), where: allOf(conditions) }
}

/** What is asked of the documents at the end of one way, as expressions. `reached`: FROM and WHERE; null: the row itself. */
export type RouteFacts = {
  route: Route
  /** Documents of different numbers are not summed up together: a row's own says itself that its date is missing. */
  apart: number
  reached: { from: Sql; where: Sql } | null
  jurisdiction: Sql
  issued: Sql
  date: Sql
  /** Answers, which also tell documents apart, and start dates, in the order of the questions. */
  answers: Sql[]
  starts: Sql[]
}

export function routeFacts(structure: Structure, dataset: MapDataset, rows: Rows): RouteFacts[] {
  const routes = documentRoutes(structure, dataset)
  const apart = routes.some(({ steps }) => steps.some(({ chain }) => chain))
  return routes.map((route, number) => {
    const { end, from, where } = along(structure, rows, route)
    const { coverage, starts } = questionsOf(structure, route.dataset.key)
    return {
      ...{ route, apart: apart ? number : 0 },
      reached: route.steps.length ? { from, where } : null,
      jurisdiction: jurisdiction(structure, end, route.document),
      issued: issued(structure, end, route.document),
      date: documentDate(structure, end, route),
      answers: coverage.map(({ tests }) => covered(structure, end, tests)),
      starts: starts.map(({ start }) => startDate(structure, end, route, start)),
    }
  })
}

/** Whether the rule of this condition holds the row; never null. */
export function heldUnder(structure: Structure, dataset: MapDataset, rows: Rows, condition: HoldCondition): Sql {
  const { dialect } = structure
  const routes = documentRoutes(structure, dataset).filter((route) => route.dataset.key === condition.document)
  return anyOf(
    routes.map((route) => {
      const { end, from, where } = along(structure, rows, route)
      const holds = allOf([
        issued(structure, end, route.document),
        dialect.same(jurisdiction(structure, end, route.document), dialect.given(condition.jurisdiction)),
        ...(condition.tests ? [covered(structure, end, condition.tests)] : []),
        dialect.from(startDate(structure, end, route, condition.start), condition.heldFrom),
      ])
      if (route.steps.length === 0) return sql`coalesce(${holds}, false)`
      return sql`exists (select 1 from ${from} where ${where} and ${holds})`
    }),
  )
}

/** Country, year and count of a dataset's issued documents, as text. */
export function yearsOf(structure: Structure, dataset: MapDataset): Sql | null {
  const rows = structure.rows(dataset.table)
  const own = documentRoutes(structure, dataset).find((route) => route.steps.length === 0)
  if (!own) return null
  const facts = sql`${jurisdiction(structure, rows, own.document)} as j, ${documentDate(structure, rows, own)} as t`
  const number = structure.dialect.shown(sql`count(*)`)
  return sql`select j as jurisdiction, left(t, 4) as year, ${number} as count
    from (select ${facts} from ${structure.from(rows)} where ${issued(structure, rows, own.document)}) d
    group by j, left(t, 4) order by j is not null, j, year`
}
