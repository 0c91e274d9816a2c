// What becomes of one field: NULL, a JSON document in part, or a fixed text in which `{id}` becomes a token of its own for every row.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import { isInPart } from '../../domain/plan/path-fate'
import type { FieldChange } from '../../domain/plan/types'
import { fatesOf } from './json-paths'
import { allOf, type Sql } from './statement'
import { NotInCatalogue, type Rows, type Structure } from './structure'
import { placeholder } from './template'

/** In characters, as the server counts them. */
const lengthOf = (text: string): Sql => sql.raw(String([...text].length))

function changedField(structure: Structure, dataset: MapDataset, rows: Rows, field: string) {
  if (!Object.hasOwn(dataset.fields, field)) throw new NotInCatalogue(`field ${field} of ${dataset.key} is not mapped`)
  return structure.definition(rows.table, field)
}

/** `column = …` for UPDATE … SET. */
export function assignment(structure: Structure, dataset: MapDataset, rows: Rows, { field, change }: FieldChange): Sql {
  const { name } = changedField(structure, dataset, rows, field)
  if (isInPart(change)) return structure.dialect.assignedInPart(structure, rows, name, fatesOf(change))
  return structure.dialect.assigned(structure, rows, name, change === 'clear' ? null : change.replace)
}

/** Whether the field still holds something else than the change left there. Never null. */
export function isUnchanged(
  structure: Structure,
  dataset: MapDataset,
  rows: Rows,
  { field, change }: FieldChange,
): Sql {
  const { name } = changedField(structure, dataset, rows, field)
  if (change === 'clear') return sql`${structure.column(rows, name)} is not null`
  if (isInPart(change)) return structure.dialect.stillHolds(structure, rows, name, fatesOf(change))
  const { dialect } = structure
  const parts = change.replace.split(placeholder)
  const text = sql`coalesce(${structure.text(rows, name)}, '')`
  if (parts.length === 1)
    return sql`not (${dialect.same(sql`rtrim(${text})`, sql`rtrim(${dialect.given(change.replace)})`)})`
  if (parts.length > 2) return endsDiffer(structure, rows, name, parts)
  // The company's own code may write a token in capitals, and a uuid has its dashes.
  return otherToken(structure, rows, name, parts, { pattern: '^[0-9a-fA-F-]*$', none: sql`false` })
}

function endsDiffer(structure: Structure, rows: Rows, name: string, parts: readonly string[]): Sql {
  const { dialect } = structure
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? '']
  const text = sql`coalesce(${structure.text(rows, name)}, '')`
  return sql`not ${allOf([
    dialect.same(sql`left(${text}, ${lengthOf(first)})`, dialect.given(first)),
    dialect.same(sql`right(rtrim(${text}), ${lengthOf(last)})`, sql`rtrim(${dialect.given(last)})`),
  ])}`
}

/** Whether anything but the fixed text with a token in its middle stands there; `none`: where there was no room for one. */
function otherToken(
  structure: Structure,
  rows: Rows,
  name: string,
  parts: readonly string[],
  { pattern, none }: { pattern: string; none: Sql },
): Sql {
  const [first, last] = [parts[0] ?? '', parts[1] ?? '']
  const text = sql`rtrim(coalesce(${structure.text(rows, name)}, ''))`
  const fixed = sql`${lengthOf(first)} + ${lengthOf(last.trimEnd())}`
  const middle = sql`substr(${text}, ${lengthOf(first)} + 1, char_length(${text}) - (${fixed}))`
  return sql`case when ${endsDiffer(structure, rows, name, parts)} then true
    when char_length(${text}) < ${fixed} then true
    when char_length(${text}) = ${fixed} then ${none}
    else not (${structure.dialect.fits(middle, pattern)}) end`
}

// Below this the fixed text of a replacement could also be how a real value looks.
const tellingLength = 8

/**
 * Whether the row has to be written for this field: what an earlier erasure left is not written again. In doubt true,
 * since a value taken for a placeholder would survive.
 */
export function needsChange(structure: Structure, dataset: MapDataset, rows: Rows, change: FieldChange): Sql {
  if (change.change === 'clear' || isInPart(change.change)) return isUnchanged(structure, dataset, rows, change)
  const parts = change.change.replace.split(placeholder)
  if (parts.length === 1) return isUnchanged(structure, dataset, rows, change)
  if (parts.length > 2 || parts.join('').length < tellingLength) return sql`true`
  const { name } = changedField(structure, dataset, rows, change.field)
  return otherToken(structure, rows, name, parts, { pattern: '^[0-9a-f]+$', none: sql`true` })
}
