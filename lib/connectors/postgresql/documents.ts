// Counts and digests in groups of rows that share every fact a rule can ask about: one statement, the server sums up.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { DateRange } from '../../domain/plan/types'
import type { Conversation } from '../sql/conversation'
import { type RouteFacts, routeFacts } from '../sql/document-facts'
import { documentRoutes } from '../sql/document-routes'
import { outsideReferences } from '../sql/outside-references'
import { inScope } from '../sql/scope'
import { allOf, type Sql } from '../sql/statement'
import type { Alike, Rows, Structure } from '../sql/structure'

/**
 * `[dataset, jurisdiction, issued, latest date]` of each kind of document that concerns the row, as ordered jsonb; where
 * rules ask more, followed by the answers (which also tell documents apart) and the latest start dates.
 */
function documentsOf(structure: Structure, dataset: MapDataset, rows: Rows): Sql | null {
  const ways = routeFacts(structure, dataset, rows)
  if (ways.length === 0) return null
  const asks = ways.some(({ answers, starts }) => answers.length + starts.length > 0)
  const names = Array.from({ length: Math.max(...ways.map((way) => way.starts.length)) }, (_, i) => sql.id(`s${i}`))
  const found = ways.map((way) => {
    const facts = sql`${way.route.dataset.key}::text as d, ${way.jurisdiction} as j, ${way.issued} as i, ${way.date} as t,
      ${sql.raw(String(way.apart))} as w`
    const all = asks ? sql.join([facts, ...answersTo(way, names)]) : facts
    return way.reached ? sql`select ${all} from ${way.reached.from} where ${way.reached.where}` : sql`select ${all}`
  })
  const ordered = sql`d collate "C", j collate "C" nulls first, i, w`
  const latest = sql`max(t collate "C") as t`
  const each = sql.join(found, sql` union all `)
  if (!asks)
    return sql`(select jsonb_agg(jsonb_build_array(d, j, i, t) order by ${ordered})
      from (select d, j, i, w, ${latest} from (${each}) f group by d, j, i, w) g)`
  const starts = sql`jsonb_build_array(${sql.join(names.map((name) => sql`max(${name} collate "C")`))}) as s`
  return sql`(select jsonb_agg(jsonb_build_array(d, j, i, t, a, s) order by ${ordered}, a)
    from (select d, j, i, w, a, ${latest}, ${starts} from (${each}) f group by d, j, i, w, a) g)`
}

function answersTo({ answers, starts }: RouteFacts, names: Sql[]): Sql[] {
  const days = names.map((name, index) => sql`${starts[index] ?? sql`null::text`} as ${name}`)
  return [sql`jsonb_build_array(${sql.join(answers)}) as a`, ...days]
}

/**
 * Columns by which a row finds its documents, where it is none itself: rows that agree in them share their documents, so
 * that these are looked up once for all lines of an invoice. Null: each row is asked.
 */
function documentKey(structure: Structure, dataset: MapDataset): string[] | null {
  const first = documentRoutes(structure, dataset).map((route) => route.steps[0]?.fromFields)
  const keys = first.flatMap((fields) => fields ?? [])
  return first.length && first.every((fields) => fields) ? [...new Set(keys)] : null
}

function strataQuery(structure: Structure, dataset: MapDataset): Sql {
  const rows = structure.rows(dataset.table)
  const references = outsideReferences(structure, dataset, rows).map(
    ({ table, exists }) => sql`case when ${exists} then ${table}::text end`,
  )
  const referencedBy = references.length ? sql`array_remove(array[${sql.join(references)}], null)` : sql`'{}'::text[]`
  const { dialect } = structure
  const key = documentKey(structure, dataset)
  const facts = [sql`${referencedBy} as referenced_by`, sql`${dialect.rowHash(structure, rows)} as hash`]
  const from = sql`from ${structure.from(rows)} where ${inScope(structure, dataset, rows)}`
  const counted = sql`count(*)::text as count, ${dialect.digest(sql`hash`)} as digest`
  if (!key) {
    const documents = sql`${documentsOf(structure, dataset, rows) ?? sql`null::jsonb`} as documents`
    return sql`select documents::text as documents, to_json(referenced_by)::text as "referencedBy", ${counted}
      from (select ${sql.join([documents, ...facts])} ${from}) each_row group by each_row.documents, referenced_by`
  }
  const together = structure.rows(dataset.table)
  const alike = sql.join([...key.map((name) => sql.id(name)), sql`referenced_by`])
  return sql`select (${documentsOf(structure, dataset, together)})::text as documents,
      to_json(referenced_by)::text as "referencedBy", count, digest
    from (select ${alike}, ${counted} from (select ${sql.join([...structure.columns(rows, key), ...facts])} ${from}) each_row group by ${alike})
      as ${sql.id(together.alias)}`
}

export async function strataOf(
  conversation: Conversation,
  structure: Structure,
  datasets: readonly MapDataset[],
): Promise<Alike[][]> {
  const found = await conversation.rowsOfEach<Omit<Alike, 'referencedBy'> & { referencedBy: string }>(
    datasets.map((dataset) => strataQuery(structure, dataset)),
  )
  return found.map((rows) => rows.map((row) => ({ ...row, referencedBy: JSON.parse(row.referencedBy) as string[] })))
}

/** The same documents that discovery states, and the same comparison of ISO texts. */
export function datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql {
  const documents = documentsOf(structure, dataset, rows)
  if (!documents) return sql`true`
  const date = sql`(f ->> 3) collate "C"`
  const inside = allOf([
    ...(range.from === null ? [] : [sql`${date} >= ${range.from}::text`]),
    ...(range.to === null ? [] : [sql`${date} <= ${range.to}::text`]),
  ])
  return sql`coalesce((select bool_or(f ->> 3 is null or ${inside})
    from jsonb_array_elements(${documents}) as each(f) where f ->> 0 = ${range.document}::text), true)`
}
