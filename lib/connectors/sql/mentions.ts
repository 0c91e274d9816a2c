// Other people's rows whose free text names the person: found and counted for a human, never rewritten.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import { freeTextFields, type MentionWord } from '../../domain/mentions/mention-words'
import type { Mention } from '../connector'
import type { Conversation } from './conversation'
import { keysWhere, mostMatchedKeys } from './pin'
import { inScope } from './scope'
import { allOf, anyOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

/** One statement a field, so that each says for itself how many rows it is. */
export async function mentionsIn(
  conversation: Conversation,
  structure: Structure,
  key: string,
  words: readonly MentionWord[],
): Promise<Mention[]> {
  if (words.length === 0) return []
  const dataset = structure.dataset(key)
  const found: Mention[] = []
  for (const field of freeTextFields(dataset)) {
    const condition = (rows: Rows) => allOf([names(structure, rows, field, words), notTheirs(structure, dataset, rows)])
    const { keys, count } = await keysWhere(conversation, structure, dataset, condition, mostMatchedKeys)
    if (count > 0) found.push({ dataset: key, field, count, keys })
  }
  return found
}

function names(structure: Structure, rows: Rows, field: string, words: readonly MentionWord[]): Sql {
  const text = structure.dialect.small(structure, rows, field)
  return anyOf(
    words.map(({ like, expression }) => {
      const decided = structure.dialect.contains(text, expression)
      return sql`case when ${text} like ${like} escape '!' then ${decided} else false end`
    }),
  )
}

/** What is unknown about a row of nobody's is no reason to leave it out. */
const notTheirs = (structure: Structure, dataset: MapDataset, rows: Rows): Sql =>
  sql`(${inScope(structure, dataset, rows)}) is not true`
