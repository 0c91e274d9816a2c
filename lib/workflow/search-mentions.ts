// Other people's records that name the person in free text: counted for a human beside what was found of the person. That
// a text could not be looked into is a warning, and stops nothing.
import { type Connector, ConnectorUnavailable, type SystemMap, SystemRefused } from '../connectors/connector'
import type { Catalogue } from '../domain/catalogue'
import type { MapDataset } from '../domain/data-map/types'
import type { FindingProblem, MentionCount, PersonKeys, SystemFinding } from '../domain/findings'
import { freeTextFields, type MentionWord, mentionWords } from '../domain/mentions/mention-words'

type Searched = { share: SystemMap; catalogue: Catalogue; person: PersonKeys; finding: SystemFinding }
type Looked = { mentions: MentionCount[]; warnings: FindingProblem[] }

/** `most`: larger tables are not read; null: any. */
export async function withMentions(
  connector: Connector,
  { share, catalogue, person, finding }: Searched,
  most: number | null,
): Promise<SystemFinding> {
  const words = mentionWords(person.identifiers, share.identifiers)
  if (finding.status !== 'searched' || words.length === 0) return finding
  const rowsOf = ({ table }: MapDataset) => catalogue.tables.find(({ name }) => name === table)?.rowEstimate ?? 0
  const found: Looked = { mentions: [], warnings: [] }
  for (const dataset of share.datasets.filter((one) => freeTextFields(one).length > 0)) {
    const rows = rowsOf(dataset)
    const looked = most !== null && rows > most ? null : await look(connector, share, person, dataset.key, words)
    if (looked) found.mentions.push(...looked)
    else found.warnings.push({ code: 'mentions-unsearched', dataset: dataset.key, rows })
  }
  const { mentions, warnings } = found
  const said = mentions.map(({ dataset, field: column, count: rows }): FindingProblem => {
    return { code: 'mentioned', dataset, column, rows }
  })
  return { ...finding, mentions, warnings: [...finding.warnings, ...said, ...warnings] }
}

/** In a snapshot of its own, so that a text that takes too long takes nothing else with it. Null where it did. */
async function look(
  connector: Connector,
  share: SystemMap,
  person: PersonKeys,
  dataset: string,
  words: MentionWord[],
): Promise<MentionCount[] | null> {
  try {
    const found = await connector.mentions(share, person, dataset, words)
    return found.map(({ field, count }) => ({ dataset, field, count }))
  } catch (error) {
    if (error instanceof SystemRefused || error instanceof ConnectorUnavailable) return null
    throw error
  }
}
