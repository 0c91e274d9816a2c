// Counts and digests of one dataset, in groups of rows that share every fact a rule can ask about.
import { sql } from 'kysely'
import type pg from 'pg'
import type { MapDataset } from '../../domain/data-map/types'
import type { DatasetFinding, DocumentFacts, Stratum } from '../../domain/findings'
import { xorDigests } from '../../domain/plan/digest'
import { digestOf, rowHash } from './digest'
import { documentsOf, questionsOf } from './document-facts'
import { documentRoutes } from './document-routes'
import { outsideReferences } from './outside-references'
import { inScope } from './scope'
import { rowsOf, type Sql } from './statement'
import type { Structure } from './structure'

type Fact = [
  dataset: string,
  jurisdiction: string | null,
  issued: boolean,
  date: string | null,
  answers?: (boolean | null)[],
  starts?: (string | null)[],
]

function documentFacts(
  structure: Structure,
  [dataset, jurisdiction, issued, date, answers, starts]: Fact,
): DocumentFacts {
  const { coverage, starts: asked } = questionsOf(structure, dataset)
  const answered = coverage.map(({ id }, index) => [id, answers?.[index] ?? null])
  const dated = asked.map(({ id }, index) => [id, starts?.[index] ?? null])
  return {
    ...{ dataset, jurisdiction, issued, date },
    ...(answered.length && { answers: Object.fromEntries(answered) }),
    ...(dated.length && { starts: Object.fromEntries(dated) }),
  }
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
  const { version } = structure.facts
  const key = documentKey(structure, dataset)
  const facts = [sql`${referencedBy} as referenced_by`, sql`${rowHash(structure, rows)} as hash`]
  const from = sql`from ${structure.from(rows)} where ${inScope(structure, dataset, rows)}`
  const counted = sql`count(*)::text as count, ${digestOf(sql`hash`, null, version)} as digest`
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

/** Rows of one dataset that agree in every fact, as the server sends them: documents as JSON, or null. */
type Alike = { documents: string | null; referencedBy: string[]; count: string; digest: string }

function stratumOf(structure: Structure, rows: readonly Alike[]): Stratum {
  const documents = JSON.parse(rows[0]?.documents ?? '[]') as Fact[]
  return {
    documents: documents.map((fact) => documentFacts(structure, fact)),
    referencedBy: rows[0]?.referencedBy ?? [],
    count: rows.reduce((sum, row) => sum + Number(row.count), 0),
    digest: xorDigests(rows.map((row) => row.digest)),
  }
}

export async function findRows(
  client: pg.ClientBase,
  structure: Structure,
  dataset: MapDataset,
): Promise<DatasetFinding> {
  const found = await rowsOf<Omit<Alike, 'referencedBy'> & { referencedBy: string }>(
    client,
    strataQuery(structure, dataset),
  )
  const rows = found.map((row) => ({ ...row, referencedBy: JSON.parse(row.referencedBy) as string[] }))
  const strata = [...Map.groupBy(rows, (row) => [row.documents ?? '', ...row.referencedBy].join('\n'))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => stratumOf(structure, group))
  return {
    dataset: dataset.key,
    count: strata.reduce((sum, stratum) => sum + stratum.count, 0),
    digest: xorDigests(strata.map((stratum) => stratum.digest)),
    strata,
  }
}
