// What becomes of a JSON document whose parts the map names.
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../catalogue'
import { pathFields, pathName } from '../data-map/field-path'
import type { MapField } from '../data-map/types'
import { changeOf } from './change-of'
import { compareText } from './planning'
import type { FieldChange, PathsChange } from './types'

type Lists = { changes: FieldChange[]; reference: string[]; kept: string[] }

/** `necessary`: names of fields and of parts that rules need. What no path names follows the field itself. */
export function documentFate(name: string, field: MapField, necessary: ReadonlySet<string>, lists: Lists) {
  const stays = necessary.has(name) || changeOf(field) === null
  const fateOf = (path: string, part: MapField) =>
    necessary.has(pathName(name, path)) ? 'keep' : (changeOf(part) ?? 'keep')
  const change = changeInPart(field, stays, fateOf)
  if (change) lists.changes.push({ field: name, change })
  if (stays && !necessary.has(name)) listFor(field, lists).push(name)
  if (stays) return
  for (const [path, part] of pathFields(field)) {
    const called = pathName(name, path)
    if (!necessary.has(called) && changeOf(part) === null) listFor(part, lists).push(called)
  }
}

const listFor = ({ category }: MapField, lists: Lists) => (category === 'reference' ? lists.reference : lists.kept)

/** In a row that stays without a person. */
export function anonymousDocument(
  name: string,
  field: MapField,
  isAnonymous: (part: MapField) => boolean,
  lists: { changes: FieldChange[]; stays: string[] },
) {
  const whole = isAnonymous(field)
  const fateOf = (_: string, part: MapField) => {
    if (isAnonymous(part)) return 'keep'
    return typeof part.onErasure === 'object' ? part.onErasure : 'clear'
  }
  const change = changeInPart(field, whole, fateOf)
  if (change) lists.changes.push({ field: name, change })
  if (whole) lists.stays.push(name)
  else for (const [path, part] of pathFields(field)) if (isAnonymous(part)) lists.stays.push(pathName(name, path))
}

type Fate = PathsChange['paths'][number]['fate']

/** Null where the document stays as it is. Of one that goes and leaves nothing, NULL remains. */
function changeInPart(
  field: MapField,
  stays: boolean,
  fateOf: (path: string, part: MapField) => Fate,
): FieldChange['change'] | null {
  const paths = pathFields(field)
    .map(([path, part]) => ({ path, fate: fateOf(path, part) }))
    .filter(({ fate }) => fate !== (stays ? 'keep' : 'clear'))
    .sort((a, b) => compareText(a.path, b.path))
  if (paths.length > 0) return { rest: stays ? 'stays' : 'goes', paths }
  return stays ? null : 'clear'
}

export const isInPart = (change: FieldChange['change']): change is PathsChange =>
  typeof change === 'object' && 'paths' in change

/** MariaDB's JSON is a text that it checks by json_valid. */
export function holdsDocuments(engine: Catalogue['engine'], table: CatalogueTable, { name, type }: CatalogueColumn) {
  if (engine === 'postgresql') return /^jsonb?$/.test(type)
  const checked = new RegExp(`json_valid\\(\`?${RegExp.escape(name)}\`?\\)`, 'i')
  return type === 'json' || (type === 'longtext' && table.checks.some(({ expression }) => checked.test(expression)))
}
