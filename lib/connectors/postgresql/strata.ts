// Counts and digests of one dataset, in groups of rows that share every fact a rule can ask about.
import { sql } from 'kysely'
import type pg from 'pg'
import type { MapDataset } from '../../domain/data-map/types'
import type { DatasetFinding, DocumentFacts, Stratum } from '../../domain/findings'
import { xorDigests } from '../../domain/plan/digest'
import { digestOf, rowHash } from './digest'
import { documentsOf } from './document-facts'
import { outsideReferences } from './outside-references'
import { inScope } from './scope'
import { rowsOf, type Sql } from './statement'
import type { Structure } from './structure'

type Fact = [dataset: string, jurisdiction: string | null, issued: boolean, date: string | null]

const documentFacts = ([dataset, jurisdiction, issued, date]: Fact): DocumentFacts => ({
  ...{ dataset, jurisdiction, issued, date },
})

function strataQuery(structure: Structure, dataset: MapDataset): Sql {
  const rows = structure.rows(dataset.table)
  const references = outsideReferences(structure, dataset, rows).map(
    ({ table, exists }) => sql`case when ${exists} then ${table}::text end`,
  )
  const referencedBy = references.length ? sql`array_remove(array[${sql.join(references)}], null)` : sql`'{}'::text[]`
  const { version } = structure.facts
  return sql`
    select documents::text as documents, to_json(referenced_by)::text as "referencedBy", count(*)::text as count,
      ${digestOf(sql`hash`, null, version)} as digest
    from (
      select ${documentsOf(structure, dataset, rows) ?? sql`null::jsonb`} as documents, ${referencedBy} as referenced_by,
        ${rowHash(structure, rows)} as hash
      from ${structure.from(rows)} where ${inScope(structure, dataset, rows)}) facts
    group by facts.documents, facts.referenced_by order by facts.documents nulls first, facts.referenced_by`
}

export async function findRows(
  client: pg.ClientBase,
  structure: Structure,
  dataset: MapDataset,
): Promise<DatasetFinding> {
  const rows = await rowsOf<{ documents: string | null; referencedBy: string; count: string; digest: string }>(
    client,
    strataQuery(structure, dataset),
  )
  const strata = rows.map(
    (row): Stratum => ({
      documents: row.documents ? (JSON.parse(row.documents) as Fact[]).map(documentFacts) : [],
      referencedBy: JSON.parse(row.referencedBy) as string[],
      count: Number(row.count),
      digest: row.digest,
    }),
  )
  return {
    dataset: dataset.key,
    count: strata.reduce((sum, stratum) => sum + stratum.count, 0),
    digest: xorDigests(strata.map((stratum) => stratum.digest)),
    strata,
  }
}
