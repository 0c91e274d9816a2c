// Other people's rows whose free text names the person: found and counted for a human, never rewritten.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import { freeTextFields, type MentionWord } from '../../domain/mentions/mention-words'
import { type Mention, mostRowsTogether } from '../connector'
import { answersOf, type Question } from './answers'
import type { Conversation } from './conversation'
import { keysWhere, mostMatchedKeys } from './pin'
import { inScope } from './scope'
import { allOf, anyOf, type Sql } from './statement'
import type { Condition, Rows, Structure } from './structure'

type Place = { dataset: MapDataset; field: string; condition: Condition }

/** Each field says for itself how many rows it is. */
export async function mentionsIn(
  conversation: Conversation,
  structure: Structure,
  datasets: readonly string[],
  words: readonly MentionWord[],
): Promise<Mention[]> {
  if (words.length === 0) return []
  const places = datasets
    .map((key) => structure.dataset(key))
    .flatMap((dataset) => freeTextFields(dataset).map((field) => placeOf(structure, dataset, field, words)))
  const named = await namedIn(conversation, structure, places)
  const found = await keysWhere(conversation, structure, named, mostMatchedKeys)
  return named.flatMap(({ dataset, field }, index): Mention[] => {
    const { keys, count } = found[index] ?? { keys: [], count: 0 }
    return count > 0 ? [{ dataset: dataset.key, field, count, keys }] : []
  })
}

const placeOf = (structure: Structure, dataset: MapDataset, field: string, words: readonly MentionWord[]): Place => ({
  dataset,
  field,
  condition: (rows) => allOf([names(structure, rows, field, words), notTheirs(structure, dataset, rows)]),
})

/** Without the places in small tables that name nobody: most do not, and one statement says so of them all. */
async function namedIn(conversation: Conversation, structure: Structure, places: Place[]): Promise<Place[]> {
  const small = places.filter(({ dataset }) => structure.table(dataset.table).rowEstimate <= mostRowsTogether)
  if (small.length < 2) return places
  const questions = new Map(small.map((place) => [place, countOf(structure, place)]))
  const answers = await answersOf<{ number: string }>(conversation, [...questions.values()])
  return places.filter((place) => {
    const question = questions.get(place)
    return !question || Number(answers.get(question)?.number) > 0
  })
}

function countOf(structure: Structure, { dataset, condition }: Place): Question {
  const rows = structure.rows(dataset.table)
  const number = structure.dialect.shown(sql`count(*)`)
  return {
    of: rows.table,
    select: sql`select ${number} as number from ${structure.from(rows)} where ${condition(rows)}`,
  }
}

function names(structure: Structure, rows: Rows, field: string, words: readonly MentionWord[]): Sql {
  const { dialect } = structure
  const [asIs, small] = [dialect.asIs(structure, rows, field), dialect.small(structure, rows, field)]
  return anyOf(
    words.map(({ anyCase, like, expression }) => {
      const decided = dialect.contains(small, expression)
      return sql`case when ${asIs} not like ${anyCase} escape '!' then false
        when ${small} like ${like} escape '!' then ${decided} else false end`
    }),
  )
}

/** What is unknown about a row of nobody's is no reason to leave it out. */
const notTheirs = (structure: Structure, dataset: MapDataset, rows: Rows): Sql =>
  sql`(${inScope(structure, dataset, rows)}) is not true`
