// Whether a database column takes what the map wants to write into it: known before, so that execution cannot fail.
import type { CatalogueColumn, CatalogueTable } from '../catalogue'

/** A token shorter than this would meet itself again; connectors may use more where the column has room. */
export const shortestToken = 8

const literal: [RegExp, RegExp][] = [
  [/^(tiny|small|medium|big)?int(eger)?(\(\d+\))?( unsigned)?$/, /^-?\d{1,4}$/],
  [/^(numeric|decimal|real|float|double)/, /^-?\d{1,4}(\.\d+)?$/],
  [/^date(time)?\b|^timestamp/, /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/],
  [/^boolean$/, /^(true|false)$/],
  [/^(inet|cidr)$/, /^(0\.0\.0\.0|::)(\/0)?$/],
  [/^uuid$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  [/^jsonb?$/, /^(\{\}|\[\]|null)$/],
]
const textual = /^((tiny|medium|long)?text|citext|name|character varying|varchar|character|char|bpchar)\b/

export function fitOf(column: CatalogueColumn, template: string): 'fits' | 'too-long' | 'wrong-type' {
  if (!textual.test(column.type)) {
    const known = literal.find(([type]) => type.test(column.type))
    return known?.[1].test(template) ? 'fits' : 'wrong-type'
  }
  const limit = column.type === 'name' ? 63 : Number(/\((\d+)\)/.exec(column.type)?.[1] ?? Number.POSITIVE_INFINITY)
  const tokens = template.split('{id}').length - 1
  return [...template.replaceAll('{id}', '')].length + tokens * shortestToken <= limit ? 'fits' : 'too-long'
}

/** Columns that must stay unique while nothing tells two replaced rows apart. */
export function breaksUniqueness(
  table: CatalogueTable,
  column: string,
  templates: ReadonlyMap<string, string>,
): boolean {
  return [table.primaryKey, ...table.unique].some(
    (columns) => columns.includes(column) && !columns.some((c) => templates.get(c)?.includes('{id}')),
  )
}
