// What a correction does within its transaction, on any server: the rows that hold each old value are named by their keys
// before anything changes, written in sets, and looked at again: a trigger or a type may have stored something else.
import { sql } from 'kysely'
import type { Correction, CorrectionOrder } from '../connector'
import { answersOf, type Question } from './answers'
import type { Conversation } from './conversation'
import { type CorrectionPlace, canBeCorrected, holds, placeOf } from './correction-place'
import { refused, Stop } from './erasure-stop'
import { groupCondition } from './group-condition'
import { inScope } from './scope'
import { allOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'
import type { StoppedBy, Work } from './written-work'

type Pinned = CorrectionPlace & { keys: string[][] }

function rowsToCorrect(structure: Structure, place: CorrectionPlace): Sql {
  const { dataset, correction } = place
  const rows = structure.rows(dataset.table)
  const key = structure.dialect.shown(structure.dialect.array(structure.keyTexts(rows)))
  const only = groupCondition(structure, dataset, rows, correction.where)
  const where = allOf([
    inScope(structure, dataset, rows),
    holds(structure, place, rows, correction.before),
    ...(only ? [only] : []),
  ])
  return sql`select ${key} as pinned from ${structure.from(rows)} where ${where}`
}

/** All before the first write: one correction may change what another, or the search for the person, goes by. */
async function pinAll(
  conversation: Conversation,
  structure: Structure,
  places: readonly CorrectionPlace[],
): Promise<Pinned[]> {
  const found = await conversation.rowsOfEach<{ pinned: string }>(
    places.map((place) => rowsToCorrect(structure, place)),
  )
  return places.map((place, index) => {
    const keys = (found[index] ?? []).map(({ pinned }) => JSON.parse(pinned) as string[])
    const { rows, dataset } = place.correction
    if (keys.length !== rows) throw new Stop(refused('rows-changed', dataset))
    return { ...place, keys }
  })
}

const named = (structure: Structure, rows: Rows, keys: readonly string[][]) =>
  structure.dialect.keysIn(structure, rows, rows.table.primaryKey, keys)

/** A trigger can swallow a row without an error, and another correction may have been there before: then none is written. */
async function write(conversation: Conversation, structure: Structure, place: Pinned): Promise<void> {
  const { correction, table, column, keys } = place
  const where = (rows: Rows) => allOf([named(structure, rows, keys), holds(structure, place, rows, correction.before)])
  const assignment = (rows: Rows) => [structure.dialect.assignedValue(structure, rows, column.name, correction.after)]
  const written = await structure.dialect.updateRows(conversation, structure, table, assignment, where)
  if (written !== correction.rows) throw new Stop(refused('rows-changed', correction.dataset))
}

/** The same rows once more; where their key itself was corrected, by its new value. */
function lookAt(structure: Structure, place: Pinned): Question {
  const { correction, table, column } = place
  const part = table.primaryKey.indexOf(column.name)
  const keys = part < 0 ? place.keys : place.keys.map((key) => key.with(part, correction.after ?? ''))
  const rows = structure.rows(table.name)
  const where = allOf([named(structure, rows, keys), holds(structure, place, rows, correction.after)])
  const number = structure.dialect.shown(sql`count(*)`)
  return { of: table, select: sql`select ${number} as number from ${structure.from(rows)} where ${where}` }
}

async function seeStored(conversation: Conversation, structure: Structure, places: readonly Pinned[]): Promise<void> {
  const questions = places.map((place) => ({ place, question: lookAt(structure, place) }))
  const answers = await answersOf<{ number: string }>(
    conversation,
    questions.map(({ question }) => question),
  )
  for (const { place, question } of questions)
    if (Number(answers.get(question)?.number) !== place.correction.rows)
      throw new Stop(refused('constraint', place.correction.dataset))
}

const isKey = ({ table, column }: CorrectionPlace) => table.primaryKey.includes(column.name)
const isAtomic = ({ table }: CorrectionPlace) => !table.traits?.includes('not-atomic')

/**
 * Each batch is seen before the next is written. Rows are named by their keys, so these come last; and tables that keep
 * what a ROLLBACK should take back come after all others, when nothing else can fail any more.
 */
function inOrder(places: readonly Pinned[]): Pinned[][] {
  const keysLast = (some: readonly Pinned[]) => [some.filter((place) => !isKey(place)), some.filter(isKey)]
  const [atomic, lasting] = [places.filter(isAtomic), places.filter((place) => !isAtomic(place))]
  return [...keysLast(atomic), ...keysLast(lasting)].filter((batch) => batch.length > 0)
}

async function applyCorrections(
  conversation: Conversation,
  structure: Structure,
  corrections: readonly Correction[],
  stoppedBy: StoppedBy,
  beforeLasting: () => Promise<void> = async () => undefined,
): Promise<void> {
  let dataset: string | undefined
  try {
    const places = corrections.map((correction) => {
      dataset = correction.dataset
      const place = placeOf(structure, correction)
      if (!canBeCorrected(structure, place)) throw new Stop(refused('constraint', dataset))
      return place
    })
    dataset = undefined
    for (const batch of inOrder(await pinAll(conversation, structure, places))) {
      for (const place of batch) {
        dataset = place.correction.dataset
        if (!isAtomic(place)) await beforeLasting()
        await write(conversation, structure, place)
      }
      await seeStored(conversation, structure, batch)
    }
  } catch (error) {
    const result = stoppedBy(error, dataset)
    throw result ? new Stop(result) : error
  }
}

export function correctionWork(order: CorrectionOrder): Work {
  const { corrections } = order
  const byDataset = Map.groupBy(corrections, ({ dataset }) => dataset)
  return {
    order,
    datasets: [...byDataset.keys()],
    apply: (conversation, structure, ...rest) => applyCorrections(conversation, structure, corrections, ...rest),
    rows: [...byDataset].map(([dataset, own]) => ({
      ...{ dataset, deleted: 0 },
      changed: own.reduce((sum, { rows }) => sum + rows, 0),
    })),
  }
}
