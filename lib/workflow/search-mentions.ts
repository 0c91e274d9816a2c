// Other people's records that name the person in free text: counted for a human beside what was found of the person. That
// a text could not be looked into is a warning, and stops nothing.
import {
  type Connector,
  ConnectorUnavailable,
  mostRowsTogether,
  type SystemMap,
  SystemRefused,
} from '../connectors/connector'
import type { Catalogue } from '../domain/catalogue'
import type { MapDataset } from '../domain/data-map/types'
import type { FindingProblem, MentionCount, PersonKeys, SystemFinding } from '../domain/findings'
import { freeTextFields, type MentionWord, mentionWords } from '../domain/mentions/mention-words'

type Searched = { share: SystemMap; catalogue: Catalogue; person: PersonKeys; finding: SystemFinding }

/** `most`: larger tables are not read; null: any. */
export async function withMentions(
  connector: Connector,
  { share, catalogue, person, finding }: Searched,
  most: number | null,
): Promise<SystemFinding> {
  const words = mentionWords(person.identifiers, share.identifiers)
  if (finding.status !== 'searched' || words.length === 0) return finding
  const rowsOf = ({ table }: MapDataset) => catalogue.tables.find(({ name }) => name === table)?.rowEstimate ?? 0
  const datasets = share.datasets.filter((one) => freeTextFields(one).length > 0)
  const read = datasets.filter((one) => most === null || rowsOf(one) <= most)
  const counted = await counts(read, rowsOf, (keys) => look(connector, share, person, keys, words))
  const mentions = datasets.flatMap(({ key }) => counted.get(key) ?? [])
  const said = mentions.map(({ dataset, field: column, count: rows }): FindingProblem => {
    return { code: 'mentioned', dataset, column, rows }
  })
  const unread = datasets.filter(({ key }) => !counted.get(key))
  const warnings = unread.map((one): FindingProblem => {
    return { code: 'mentions-unsearched', dataset: one.key, rows: rowsOf(one) }
  })
  return { ...finding, mentions, warnings: [...finding.warnings, ...said, ...warnings] }
}

type Look = (datasets: string[]) => Promise<MentionCount[] | null>

/** The small ones together; where that was refused, and of the others, each by itself. Null: it could not be read. */
async function counts(
  datasets: readonly MapDataset[],
  rowsOf: (dataset: MapDataset) => number,
  ask: Look,
): Promise<Map<string, MentionCount[] | null>> {
  const counted = new Map<string, MentionCount[] | null>()
  const small = datasets.filter((one) => rowsOf(one) <= mostRowsTogether).map(({ key }) => key)
  const together = small.length > 1 ? await ask(small) : null
  for (const { key } of datasets) {
    const own = small.includes(key) && together?.filter(({ dataset }) => dataset === key)
    counted.set(key, own || (await ask([key])))
  }
  return counted
}

/** In a snapshot of its own, so that texts that take too long take nothing else with them. Null where they did. */
async function look(
  connector: Connector,
  share: SystemMap,
  person: PersonKeys,
  datasets: string[],
  words: MentionWord[],
): Promise<MentionCount[] | null> {
  try {
    const found = await connector.mentions(share, person, datasets, words)
    return found.map(({ dataset, field, count }) => ({ dataset, field, count }))
  } catch (error) {
    if (error instanceof SystemRefused || error instanceof ConnectorUnavailable) return null
    throw error
  }
}
