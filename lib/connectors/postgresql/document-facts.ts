// What a rule can ask about a document, in SQL: issued, whose law, of when. Unknown is null, never a guess.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { DocumentQuestions, FieldTest, StartRule } from '../../domain/plan/document-questions'
import type { HoldCondition } from '../../domain/plan/types'
import { familyOf, isMoment } from './column-type'
import { documentRoutes, type OwnDocument, type Route } from './document-routes'
import { inScope, joined } from './scope'
import { allOf, anyOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

function issued(structure: Structure, rows: Rows, { issued: only }: OwnDocument): Sql {
  if (!only) return sql`true`
  return sql`coalesce(${structure.column(rows, only.field)}::text = any(${only.in}::text[]), false)`
}

function jurisdiction(structure: Structure, rows: Rows, { jurisdiction: whose }: OwnDocument): Sql {
  if ('country' in whose) return sql`${whose.country}::text`
  const stated = sql`btrim(${structure.column(rows, whose.field)}::text)`
  if (whose.values) return sql`(${JSON.stringify(whose.values)}::jsonb ->> ${stated})`
  return sql`case when upper(${stated}) ~ '^[A-Z]{2}$' then upper(${stated}) end`
}

/**
 * ISO text. Of a moment, the day at the controller's place: an invoice of 1 January 00:30 in Paris is not of December.
 * Of a time without zone, the day as written; of a text, its first ten characters where they have that form.
 */
function isoDate(structure: Structure, rows: Rows, dataset: MapDataset, field: string): Sql {
  const column = structure.column(rows, field)
  const definition = structure.definition(rows.table, field)
  const family = familyOf(definition)
  const local = isMoment(definition) ? sql`(${column} at time zone ${structure.timeZone(dataset)}::text)` : column
  if (family === 'date' || family === 'timestamp')
    return sql`case when isfinite(${column}) then ${local}::date::text end`
  return sql`substring(${column}::text from '^[0-9]{4}-[0-9]{2}-[0-9]{2}')`
}

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
        return sql`(select max(${day} collate "C") from ${structure.from(inner)} where ${where})`
      })
  })
  const [only] = latest
  if (!only) return sql`null::text`
  if (latest.length === 1) return only
  const texts = latest.map((day) => sql`coalesce(${day}, '')`)
  return sql`nullif(greatest(${sql.join(texts)}), '')`
}

/** True, false, or null where the row does not say: an amount that is no number is no answer. */
function passes(structure: Structure, rows: Rows, test: FieldTest): Sql {
  return anyOf(
    test.fields.map((field) => {
      const text = sql`btrim(${structure.column(rows, field)}::text)`
      if ('in' in test) return sql`(nullif(${text}, '') = any(${test.in}::text[]))`
      return sql`(case when ${text} ~ '^-?[0-9]+([.][0-9]+)?$' then ${text}::numeric >= ${test.atLeast}::numeric end)`
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
    tables.push(structure.from(next))
    conditions.push(joined(structure, at, step.fromFields, next, step.toFields))
    if (step.onlyPersons) conditions.push(inScope(structure, step.to, next))
    at = next
  }
  return { end: at, from: sql.join(tables, sql`, `), where: allOf(conditions) }
}

/**
 * `[dataset, jurisdiction, issued, latest date]` of each kind of document that concerns the row, as ordered jsonb; where
 * rules ask more, followed by the answers (which also tell documents apart) and the latest start dates.
 */
export function documentsOf(structure: Structure, dataset: MapDataset, rows: Rows): Sql | null {
  const routes = documentRoutes(structure, dataset)
  if (routes.length === 0) return null
  const questions = routes.map((route) => questionsOf(structure, route.dataset.key))
  const asks = questions.some(({ coverage, starts }) => coverage.length + starts.length > 0)
  const names = Array.from({ length: Math.max(...questions.map((q) => q.starts.length)) }, (_, i) => sql.id(`s${i}`))
  const found = routes.map((route) => {
    const { end, from, where } = along(structure, rows, route)
    const { document } = route
    const facts = sql`${route.dataset.key}::text as d, ${jurisdiction(structure, end, document)} as j,
      ${issued(structure, end, document)} as i, ${documentDate(structure, end, route)} as t`
    const all = asks ? sql.join([facts, ...answersTo(structure, end, route, names)]) : facts
    return route.steps.length ? sql`select ${all} from ${from} where ${where}` : sql`select ${all}`
  })
  const ordered = sql`d collate "C", j collate "C" nulls first, i`
  const latest = sql`max(t collate "C") as t`
  const each = sql.join(found, sql` union all `)
  if (!asks)
    return sql`(select jsonb_agg(jsonb_build_array(d, j, i, t) order by ${ordered})
      from (select d, j, i, ${latest} from (${each}) f group by d, j, i) g)`
  const starts = sql`jsonb_build_array(${sql.join(names.map((name) => sql`max(${name} collate "C")`))}) as s`
  return sql`(select jsonb_agg(jsonb_build_array(d, j, i, t, a, s) order by ${ordered}, a)
    from (select d, j, i, a, ${latest}, ${starts} from (${each}) f group by d, j, i, a) g)`
}

function answersTo(structure: Structure, rows: Rows, route: Route, names: Sql[]): Sql[] {
  const { coverage, starts } = questionsOf(structure, route.dataset.key)
  const answers = coverage.map(({ tests }) => covered(structure, rows, tests))
  const days = names.map((name, index) => {
    const asked = starts[index]
    return sql`${asked ? startDate(structure, rows, route, asked.start) : sql`null::text`} as ${name}`
  })
  return [sql`jsonb_build_array(${sql.join(answers)}) as a`, ...days]
}

/** Whether the rule of this condition holds the row; never null. */
export function heldUnder(structure: Structure, dataset: MapDataset, rows: Rows, condition: HoldCondition): Sql {
  const routes = documentRoutes(structure, dataset).filter((route) => route.dataset.key === condition.document)
  return anyOf(
    routes.map((route) => {
      const { end, from, where } = along(structure, rows, route)
      const holds = allOf([
        issued(structure, end, route.document),
        sql`${jurisdiction(structure, end, route.document)} = ${condition.jurisdiction}::text`,
        ...(condition.tests ? [covered(structure, end, condition.tests)] : []),
        sql`${startDate(structure, end, route, condition.start)} collate "C" >= ${condition.heldFrom}::text`,
      ])
      if (route.steps.length === 0) return sql`coalesce(${holds}, false)`
      return sql`exists (select from ${from} where ${where} and ${holds})`
    }),
  )
}

/** Country, year and count of a dataset's issued documents, as text. */
export function yearsOf(structure: Structure, dataset: MapDataset): Sql | null {
  const rows = structure.rows(dataset.table)
  const own = documentRoutes(structure, dataset).find((route) => route.steps.length === 0)
  if (!own) return null
  const facts = sql`${jurisdiction(structure, rows, own.document)} as j, ${documentDate(structure, rows, own)} as t`
  return sql`select j as jurisdiction, substring(t from 1 for 4) as year, count(*)::text as count
    from (select ${facts} from ${structure.from(rows)} where ${issued(structure, rows, own.document)}) d
    group by 1, 2 order by 1 nulls first, 2`
}
