// Counts and digests of one dataset, in groups of rows that share every fact a rule can ask about.
import type { MapDataset } from '../../domain/data-map/types'
import type { DatasetFinding, DocumentFacts, Stratum } from '../../domain/findings'
import { xorDigests } from '../../domain/plan/digest'
import type { Conversation } from './conversation'
import { questionsOf } from './document-facts'
import type { Alike, Structure } from './structure'

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

function stratumOf(structure: Structure, rows: readonly Alike[]): Stratum {
  const documents = JSON.parse(rows[0]?.documents ?? '[]') as Fact[]
  return {
    documents: documents.map((fact) => documentFacts(structure, fact)),
    referencedBy: rows[0]?.referencedBy ?? [],
    count: rows.reduce((sum, row) => sum + Number(row.count), 0),
    digest: xorDigests(rows.map((row) => row.digest)),
  }
}

/** Of each of these datasets, in their order. */
export async function findRows(
  conversation: Conversation,
  structure: Structure,
  datasets: readonly MapDataset[],
): Promise<DatasetFinding[]> {
  const found = await structure.dialect.strata(conversation, structure, datasets)
  return datasets.map((dataset, index) => findingOf(structure, dataset, found[index] ?? []))
}

function findingOf(structure: Structure, dataset: MapDataset, rows: readonly Alike[]): DatasetFinding {
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
