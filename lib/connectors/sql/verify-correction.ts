// Done means seen: the person's rows are looked for again, by pinned keys, links and identifiers, old and new.
import { sql } from 'kysely'
import type { PersonKeys } from '../../domain/findings'
import type { Correction, CorrectionOrder, CorrectionVerification } from '../connector'
import { answersOf, type Question } from './answers'
import type { Conversation } from './conversation'
import { type CorrectionPlace, holds, placeOf } from './correction-place'
import { groupCondition } from './group-condition'
import { inScope } from './scope'
import { allOf, type Sql } from './statement'
import { type Rows, Structure } from './structure'

type Seen = { number: string }

function counted(structure: Structure, { dataset }: CorrectionPlace, condition: (rows: Rows) => Sql[]): Question {
  const rows = structure.rows(dataset.table)
  const where = allOf([inScope(structure, dataset, rows), ...condition(rows)])
  const number = structure.dialect.shown(sql`count(*)`)
  return { of: rows.table, select: sql`select ${number} as number from ${structure.from(rows)} where ${where}` }
}

/** Rows that still hold the old value and none that stands for the new one (1.50 and 1.5). */
function stillThere(structure: Structure, place: CorrectionPlace): Question {
  const { dataset, correction } = place
  return counted(structure, place, (rows) => {
    const only = groupCondition(structure, dataset, rows, correction.where)
    return [
      holds(structure, place, rows, correction.before),
      sql`not (${holds(structure, place, rows, correction.after)})`,
      ...(only ? [only] : []),
    ]
  })
}

/**
 * Pinned keys find a row whatever it is called now. Only where there are none, or where the key itself was corrected, is
 * it the new identifier that does; it may be another's elsewhere, so it counts in this dataset alone.
 */
function byNewValue({ person }: Structure, { dataset, table, correction }: CorrectionPlace): PersonKeys {
  const { field, after } = correction
  const pinned = person.anchors.some((anchor) => anchor.dataset === dataset.key)
  if (after === null || (pinned && !table.primaryKey.includes(field))) return person
  const kinds = (dataset.identifiedBy ?? []).filter((by) => by.field === field && !by.form)
  const more = kinds.map(({ identifier }) => ({ kind: identifier, value: after }))
  return { ...person, identifiers: [...person.identifiers, ...more] }
}

function nowThere(structure: Structure, place: CorrectionPlace): Question {
  const wider = new Structure(structure.introspection, structure.map, byNewValue(structure, place))
  return counted(wider, place, (rows) => [holds(wider, place, rows, place.correction.after)])
}

const samePlace = (a: Correction, b: Correction) => a.dataset === b.dataset && a.field === b.field
const sum = (corrections: readonly Correction[]) => corrections.reduce((total, { rows }) => total + rows, 0)

/** All corrections within one snapshot and, where they are not very many, in one statement. */
export async function verifyCorrectionIn(
  conversation: Conversation,
  structure: Structure,
  { corrections }: CorrectionOrder,
): Promise<CorrectionVerification> {
  const asked = corrections.map((correction) => {
    const place = placeOf(structure, correction)
    return { correction, old: stillThere(structure, place), now: nowThere(structure, place) }
  })
  const answers = await answersOf<Seen>(
    conversation,
    asked.flatMap(({ old, now }) => [old, now]),
  )
  const number = (question: Question) => Number(answers.get(question)?.number)
  const places = asked.map(({ correction, old, now }, index) => {
    const { place, dataset, field, before, after } = correction
    const others = corrections.filter((other) => other !== correction && samePlace(other, correction))
    // Another correction may have put this one's old value elsewhere, and several may share one new value.
    const arrived = sum(others.filter((other) => other.after === before))
    const alike = corrections.filter((other) => samePlace(other, correction) && other.after === after)
    const isFirst = corrections.indexOf(alike[0] ?? correction) === index
    return {
      ...{ place, dataset, field },
      remaining: Math.max(0, number(old) - arrived),
      missing: isFirst ? Math.max(0, sum(alike) - number(now)) : 0,
    }
  })
  return { places, complete: places.every(({ remaining, missing }) => remaining === 0 && missing === 0) }
}
