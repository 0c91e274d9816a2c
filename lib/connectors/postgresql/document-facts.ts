// What a rule can ask about a document, in SQL: issued, whose law, of when. Unknown is null, never a guess.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
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
function documentDate(structure: Structure, rows: Rows, { dataset, document }: Route): Sql {
  const { date } = document
  const column = structure.column(rows, date)
  const definition = structure.definition(rows.table, date)
  const family = familyOf(definition)
  const local = isMoment(definition) ? sql`(${column} at time zone ${structure.timeZone(dataset)}::text)` : column
  if (family === 'date' || family === 'timestamp')
    return sql`case when isfinite(${column}) then ${local}::date::text end`
  return sql`substring(${column}::text from '^[0-9]{4}-[0-9]{2}-[0-9]{2}')`
}

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

/** `[dataset, jurisdiction, issued, latest date]` of each kind of document that concerns the row, as ordered jsonb. */
export function documentsOf(structure: Structure, dataset: MapDataset, rows: Rows): Sql | null {
  const routes = documentRoutes(structure, dataset)
  if (routes.length === 0) return null
  const found = routes.map((route) => {
    const { end, from, where } = along(structure, rows, route)
    const { document } = route
    const facts = sql`${route.dataset.key}::text as d, ${jurisdiction(structure, end, document)} as j,
      ${issued(structure, end, document)} as i, ${documentDate(structure, end, route)} as t`
    return route.steps.length ? sql`select ${facts} from ${from} where ${where}` : sql`select ${facts}`
  })
  const ordered = sql`d collate "C", j collate "C" nulls first, i`
  return sql`(select jsonb_agg(jsonb_build_array(d, j, i, t) order by ${ordered})
    from (select d, j, i, max(t collate "C") as t from (${sql.join(found, sql` union all `)}) f group by d, j, i) g)`
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
        sql`${documentDate(structure, end, route)} collate "C" >= ${condition.heldFrom}::text`,
      ])
      if (route.steps.length === 0) return sql`coalesce(${holds}, false)`
      return sql`exists (select from ${from} where ${where} and ${holds})`
    }),
  )
}
