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

type Place = { share: SystemMap; catalogue: Catalogue; person: PersonKeys }
type Searched = Place & { finding: SystemFinding }
/** Null: it could not be read. */
type Found = MentionCount[] | null

const rowsOf = (catalogue: Catalogue, { table }: MapDataset) =>
  catalogue.tables.find(({ name }) => name === table)?.rowEstimate ?? 0

/** The small tables that are asked together. */
function smallOnes({ share, catalogue }: Place, most: number | null): string[] {
  const limit = Math.min(most ?? mostRowsTogether, mostRowsTogether)
  const small = withTexts(share).filter((dataset) => rowsOf(catalogue, dataset) <= limit)
  return small.length > 1 ? small.map(({ key }) => key) : []
}

const withTexts = ({ datasets }: SystemMap) => datasets.filter((one) => freeTextFields(one).length > 0)

/** To be waited for in any case: it never throws. */
export type EarlyMentions = Promise<{ found: Found } | { error: unknown }>

/** The small tables are looked into while the rest is searched: it takes as long as all of that. */
export function mentionsMeanwhile(connector: Connector, place: Place, most: number | null): EarlyMentions {
  const words = mentionWords(place.person.identifiers, place.share.identifiers)
  const keys = words.length > 0 ? smallOnes(place, most) : []
  const looked = keys.length > 0 ? look(connector, place, keys, words) : Promise.resolve(null)
  return looked.then(
    (found) => ({ found }),
    (error: unknown) => ({ error }),
  )
}

/** `most`: larger tables are not read; null: any. `early`: of the small ones, asked before. */
export async function withMentions(
  connector: Connector,
  { finding, ...place }: Searched,
  most: number | null,
  early: EarlyMentions = mentionsMeanwhile(connector, place, most),
): Promise<SystemFinding> {
  const { share, catalogue, person } = place
  const small = await early
  const words = mentionWords(person.identifiers, share.identifiers)
  if (finding.status !== 'searched' || words.length === 0) return finding
  if ('error' in small) throw small.error
  const datasets = withTexts(share)
  const read = datasets.filter((one) => most === null || rowsOf(catalogue, one) <= most)
  const together = small.found && { keys: smallOnes(place, most), found: small.found }
  const counted = await counts(read, together, (keys) => look(connector, place, keys, words))
  const mentions = datasets.flatMap(({ key }) => counted.get(key) ?? [])
  const said = mentions.map(({ dataset, field: column, count: rows }): FindingProblem => {
    return { code: 'mentioned', dataset, column, rows }
  })
  const unread = datasets.filter(({ key }) => !counted.get(key))
  const warnings = unread.map((one): FindingProblem => {
    return { code: 'mentions-unsearched', dataset: one.key, rows: rowsOf(catalogue, one) }
  })
  return { ...finding, mentions, warnings: [...finding.warnings, ...said, ...warnings] }
}

type Together = { keys: string[]; found: MentionCount[] } | null

/** The small ones together; where that was refused, and of the others, each by itself. */
async function counts(
  datasets: readonly MapDataset[],
  together: Together,
  ask: (datasets: string[]) => Promise<Found>,
): Promise<Map<string, Found>> {
  const counted = new Map<string, Found>()
  for (const { key } of datasets) {
    const own = together?.keys.includes(key) && together.found.filter(({ dataset }) => dataset === key)
    counted.set(key, own || (await ask([key])))
  }
  return counted
}

/** In a snapshot of its own, so that texts that take too long take nothing else with them. Null where they did. */
async function look(
  connector: Connector,
  { share, person }: Place,
  datasets: string[],
  words: MentionWord[],
): Promise<Found> {
  try {
    const found = await connector.mentions(share, person, datasets, words)
    return found.map(({ dataset, field, count }) => ({ dataset, field, count }))
  } catch (error) {
    if (error instanceof SystemRefused || error instanceof ConnectorUnavailable) return null
    throw error
  }
}
