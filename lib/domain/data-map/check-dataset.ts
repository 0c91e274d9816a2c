import { changeOf } from '../plan/change-of'
import { notACountry } from './check-controller'
import { notATableSystem } from './check-system'
import { isCountry } from './country'
import { fieldPathPattern, pathFields, stepsOf, treeOf } from './field-path'
import { type MapMistake, type MapParts, suggestion, unknownKey } from './map-mistake'
import type { IdentifyingField, MapDataset, MapField } from './types'

type At = MapMistake['path']

export function checkDataset(dataset: MapDataset, parts: MapParts, path: At): MapMistake[] {
  const fields = Object.keys(dataset.fields)
  return [
    ...unknownKey([...path, 'controller'], dataset.controller, parts.controllers, 'controller'),
    ...notATableSystem([...path, 'system'], dataset.system, parts),
    ...roleMistakes(dataset, parts, path),
    ...(dataset.identifiedBy ?? []).flatMap((by, i) => [
      ...unknownKey([...path, 'identifiedBy', i, 'identifier'], by.identifier, parts.identifiers, 'identifier'),
      ...unknownField([...path, 'identifiedBy', i, 'field'], by.field, fields),
      ...leadMistakes(dataset, by, [...path, 'identifiedBy', i, 'infers']),
    ]),
    ...(dataset.contactPoints ?? []).flatMap((field, i) => [
      ...unknownField([...path, 'contactPoints', i], field, fields),
      ...digestMistake(dataset, field, [...path, 'contactPoints', i]),
    ]),
    ...(dataset.restriction ? unknownField([...path, 'restriction', 'field'], dataset.restriction.field, fields) : []),
    ...linkMistakes(dataset, parts, path),
    ...documentMistakes(dataset, parts, [...path, 'document']),
    ...clearsNothing(dataset, path),
    ...Object.entries(dataset.fields).flatMap(([name, field]) => [
      ...pathMistakes(field, [...path, 'fields', name]),
      ...datumMistakes(field, parts, [...path, 'fields', name, 'datum']),
      ...(dataset.document ? termMistakes(field, parts, [...path, 'fields', name]) : []),
    ]),
  ]
}

/** A text that may name anybody, and a document with parts, are corrected by people. */
function datumMistakes({ datum, category, paths }: MapField, { data }: MapParts, path: At): MapMistake[] {
  if (datum === undefined) return []
  if (category === 'free-text' || paths) {
    const message = 'No single datum stands in a text or a document.'
    return [{ path, message, instead: 'Leave datum out: a colleague corrects it by hand.' }]
  }
  return unknownKey(path, datum, data, 'datum')
}

/** What a rule needs of a document is told by its term: without it an issued one would be edited. */
function termMistakes({ datum, term }: MapField, { datasets }: MapParts, path: At): MapMistake[] {
  if (datum === undefined || term !== undefined) return []
  const alike = datasets
    .flatMap(({ value }) => Object.values(value?.fields ?? {}))
    .find((o) => o.datum === datum && o.term)
  if (!alike?.term) return []
  const message = `“${datum}” is a ${alike.term} elsewhere; on this document nothing says so.`
  return [{ path, message, instead: `Add term: ${alike.term}, or leave datum out.` }]
}

function unknownField(path: At, field: string, fields: string[]): MapMistake[] {
  if (fields.includes(field)) return []
  return [{ path, message: `“${field}” is not among the fields.`, instead: suggestion(field, fields) }]
}

/** A value that stands in a text names anybody, and a digest gives no value back: neither leads on. */
function leadMistakes(dataset: MapDataset, { field, infers, form }: IdentifyingField, path: At): MapMistake[] {
  if (!infers) return []
  const instead = 'Leave infers out.'
  if (form) return [{ path, message: `“${field}” holds a digest: no value can be read from it.`, instead }]
  if (dataset.fields[field]?.category !== 'free-text') return []
  return [{ path, message: `“${field}” is a free text: what stands in it may be anybody’s.`, instead }]
}

function digestMistake({ identifiedBy }: MapDataset, field: string, path: At): MapMistake[] {
  if (!identifiedBy?.some((by) => by.field === field && by.form)) return []
  return [{ path, message: `“${field}” holds a digest: nobody can be written to there.`, instead: 'Leave it out.' }]
}

/** Art. 28: what is a client's is processed for it, what is one's own is not. */
function roleMistakes(dataset: MapDataset, { controllers }: MapParts, path: At): MapMistake[] {
  const relation = controllers.find(({ key }) => key === dataset.controller)?.value?.relation
  if (!relation || (relation === 'client') === (dataset.role === 'processor')) return []
  const message = `“${dataset.controller}” is ${relation === 'client' ? 'a client' : 'the organisation’s own'}.`
  return [
    { path: [...path, 'role'], message, instead: `Write role: ${relation === 'client' ? 'processor' : 'controller'}.` },
  ]
}

function linkMistakes(dataset: MapDataset, { datasets }: MapParts, path: At): MapMistake[] {
  const fields = Object.keys(dataset.fields)
  return (dataset.links ?? []).flatMap((link, i) => {
    const at = [...path, 'links', i]
    const target = datasets.find(({ key }) => key === link.to)?.value
    const mistakes = [
      ...unknownKey([...at, 'to'], link.to, datasets, 'dataset'),
      ...link.fields.flatMap((field, n) => unknownField([...at, 'fields', n], field, fields)),
    ]
    if (link.fields.length !== link.toFields.length)
      mistakes.push({
        path: [...at, 'toFields'],
        message: 'A link pairs fields with toFields, one to one.',
        instead: `Write ${link.fields.length} of them.`,
      })
    if (!target) return mistakes
    if (target.system !== dataset.system)
      mistakes.push({
        path: [...at, 'to'],
        message: 'A link cannot lead into another system.',
        instead: 'Use identifiedBy in this dataset.',
      })
    const theirs = Object.keys(target.fields)
    return [...mistakes, ...link.toFields.flatMap((field, n) => unknownField([...at, 'toFields', n], field, theirs))]
  })
}

function documentMistakes(dataset: MapDataset, { datasets }: MapParts, path: At): MapMistake[] {
  const { document } = dataset
  if (!document) return []
  if ('partOf' in document)
    return [
      ...partMistakes(dataset, document.partOf, datasets, [...path, 'partOf']),
      ...eventMistakes(dataset, document, path),
    ]
  const fields = Object.keys(dataset.fields)
  const { jurisdiction, issued } = document
  const at = [...path, 'jurisdiction']
  const countries = 'country' in jurisdiction ? [jurisdiction.country] : Object.values(jurisdiction.values ?? {})
  const places =
    'country' in jurisdiction
      ? [[...at, 'country']]
      : Object.keys(jurisdiction.values ?? {}).map((k) => [...at, 'values', k])
  return [
    ...unknownField([...path, 'date'], document.date, fields),
    ...('field' in jurisdiction ? unknownField([...at, 'field'], jurisdiction.field, fields) : []),
    ...countries.flatMap((code, i) => (isCountry(code) ? [] : [notACountry(places[i] ?? at, code)])),
    ...(issued ? unknownField([...path, 'issued', 'field'], issued.field, fields) : []),
  ]
}

/** The date of an entry or a payment, or neither. */
function eventMistakes(dataset: MapDataset, part: { date?: string; event?: string }, path: At): MapMistake[] {
  if (part.date !== undefined && part.event !== undefined)
    return unknownField([...path, 'date'], part.date, Object.keys(dataset.fields))
  if (part.date === undefined && part.event === undefined) return []
  const missing = part.date === undefined ? 'date' : 'event'
  const instead = missing === 'date' ? 'Name the column with its day.' : 'Write event: entry or event: payment.'
  return [{ path, message: `An event of a document needs its ${missing}.`, instead }]
}

function partMistakes(dataset: MapDataset, partOf: string, datasets: MapParts['datasets'], path: At): MapMistake[] {
  const unknown = unknownKey(path, partOf, datasets, 'dataset')
  if (unknown.length > 0) return unknown
  const whole = datasets.find(({ key }) => key === partOf)?.value
  if (whole && (!whole.document || 'partOf' in whole.document))
    return [
      {
        path,
        message: `“${partOf}” is no document of its own.`,
        instead: 'Name the dataset with type, jurisdiction and date.',
      },
    ]
  if (dataset.links?.some((link) => link.to === partOf)) return []
  return [{ path, message: `No link leads to “${partOf}”.`, instead: `Add a link with to: ${partOf}.` }]
}

function clearsNothing(dataset: MapDataset, path: At): MapMistake[] {
  const parts = Object.values(dataset.fields).flatMap((field) => [field, ...pathFields(field).map(([, part]) => part)])
  if (dataset.erasure !== 'clear' || parts.some((part) => changeOf(part) !== null)) return []
  const instead = 'Give a field onErasure: clear or { replace: … }, or write erasure: delete.'
  return [{ path: [...path, 'erasure'], message: 'The rows stay, and nothing in them is cleared.', instead }]
}

/** Each part of a document has one fate: no path leads through another. */
function pathMistakes(field: MapField, path: At): MapMistake[] {
  if (!field.paths) return []
  if (typeof field.onErasure === 'object')
    return [
      {
        path: [...path, 'onErasure'],
        message: 'A document whose paths are named cannot be replaced as a whole.',
        instead: 'Write clear or keep: it says what becomes of all that no path names.',
      },
    ]
  const named = Object.keys(field.paths).filter((one) => fieldPathPattern.test(one))
  const crossing = named.find((one, i) => named.slice(0, i).some((other) => cross(one, other)))
  const templates = Object.entries(field.paths).filter(
    ([, { onErasure }]) => typeof onErasure === 'object' && onErasure.replace.includes('{id}'),
  )
  return [
    ...(crossing === undefined
      ? []
      : [
          {
            path: [...path, 'paths', crossing],
            message: `“${crossing}” leads through another path, or reads as a list what another reads as members.`,
            instead: 'Name each part of the document once.',
          },
        ]),
    ...templates.map(([name]) => ({
      path: [...path, 'paths', name, 'onErasure'],
      message: 'A part of a document takes a fixed text.',
      instead: 'Leave {id} out.',
    })),
  ]
}

const cross = (a: string, b: string) => treeOf([a, b].map((one) => ({ steps: stepsOf(one), leaf: one }))) === null
