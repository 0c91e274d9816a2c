// What becomes of one field: NULL, or a fixed text in which `{id}` becomes a token of its own for every row.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { FieldChange } from '../../domain/plan/types'
import { castType, maximumLength } from './column-type'
import { allOf, type Sql } from './statement'
import { NotInCatalogue, type Rows, type Structure } from './structure'

const placeholder = '{id}'
const tokenLength = 32

/** Random, made by the server for each row: it identifies nobody and keeps unique columns unique. */
function token(version: number, length: number): Sql {
  const random = version >= 13 ? sql`gen_random_uuid()::text` : sql`md5(random()::text || clock_timestamp()::text)`
  return sql`left(replace(${random}, '-', ''), ${sql.raw(String(length))})`
}

function changedField(structure: Structure, dataset: MapDataset, rows: Rows, field: string) {
  if (!Object.hasOwn(dataset.fields, field)) throw new NotInCatalogue(`field ${field} of ${dataset.key} is not mapped`)
  return structure.definition(rows.table, field)
}

/** `"column" = …` for UPDATE … SET. */
export function assignment(structure: Structure, dataset: MapDataset, rows: Rows, { field, change }: FieldChange): Sql {
  const column = changedField(structure, dataset, rows, field)
  if (change === 'clear') return sql`${sql.id(column.name)} = null`
  const template = change.replace
  const parts = template.split(placeholder)
  if (parts.length === 1) return sql`${sql.id(column.name)} = ${template}::text::${castType(column)}`
  const fixed = parts.join('').length
  const room = Math.floor(((maximumLength(column) ?? Number.MAX_SAFE_INTEGER) - fixed) / (parts.length - 1))
  const id = token(structure.facts.version, Math.max(0, Math.min(tokenLength, room)))
  return sql`${sql.id(column.name)} = replace(${template}::text, ${placeholder}::text, ${id})::${castType(column)}`
}

/** Whether the field still holds something else than the change left there. Never null. */
export function isUnchanged(
  structure: Structure,
  dataset: MapDataset,
  rows: Rows,
  { field, change }: FieldChange,
): Sql {
  const { name } = changedField(structure, dataset, rows, field)
  const column = structure.column(rows, name)
  if (change === 'clear') return sql`${column} is not null`
  const parts = change.replace.split(placeholder)
  const text = sql`coalesce(${column}::text, '')`
  if (parts.length === 1) return sql`rtrim(${text}) <> rtrim(${change.replace}::text)`
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? '']
  return sql`not ${allOf([
    sql`starts_with(${text}, ${first}::text)`,
    sql`right(rtrim(${text}), length(${last}::text)) = rtrim(${last}::text)`,
  ])}`
}

// Below this the fixed text of a replacement could also be how a real value looks.
const tellingLength = 8

/**
 * Whether the row has to be written for this field: what an earlier erasure left is not written again. In doubt true,
 * since a value taken for a placeholder would survive.
 */
export function needsChange(structure: Structure, dataset: MapDataset, rows: Rows, change: FieldChange): Sql {
  if (change.change === 'clear') return isUnchanged(structure, dataset, rows, change)
  const parts = change.change.replace.split(placeholder)
  if (parts.length === 1) return isUnchanged(structure, dataset, rows, change)
  if (parts.length > 2 || parts.join('').length < tellingLength) return sql`true`
  const { name } = changedField(structure, dataset, rows, change.field)
  const [first, last] = [parts[0] ?? '', parts[1] ?? '']
  const text = sql`rtrim(coalesce(${structure.column(rows, name)}::text, ''))`
  const middle = sql`substr(${text}, length(${first}::text) + 1, length(${text}) - length(${first}::text) - length(${last}::text))`
  return sql`case when ${isUnchanged(structure, dataset, rows, change)} then true
    when length(${text}) <= length(${first}::text) + length(${last}::text) then true
    else ${middle} !~ '^[0-9a-f]+$' end`
}
