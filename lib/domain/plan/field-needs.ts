// Which fields a duty needs, and where: Art. 17(3) GDPR excepts only "to the extent necessary".
import { pathFields, pathName } from '../data-map/field-path'
import type { DataMap, FieldTerm, MapDataset, MapField } from '../data-map/types'
import type { HoldRule } from '../hold-rule'
import type { DocumentQuestions } from './document-questions'

/**
 * What a document may borrow from the rows it references: the parties' names, addresses and tax numbers (Art. 226(3) to
 * (5) VAT Directive). Bank details of a live profile are never part of the document.
 */
const partyTerms: ReadonlySet<FieldTerm> = new Set(['legal-name', 'postal-address', 'tax-number', 'country'])

/** Fields of the dataset that the rule needs for a document of `document`, in the map's words. */
export function neededFields(map: DataMap, dataset: MapDataset, rule: HoldRule, document: string): string[] {
  const ownTerms = isDocumentPart(dataset, document) ? rule.needs : rule.needs.filter((term) => borrowed(term))
  const wanted = ({ term }: MapField) => term !== undefined && ownTerms.includes(term)
  return Object.entries(dataset.fields)
    .flatMap(([name, field]) => [
      ...(wanted(field) ? [name] : []),
      ...pathFields(field).flatMap(([path, part]) => (wanted(part) ? [pathName(name, path)] : [])),
    ])
    .sort()

  function borrowed(term: FieldTerm): boolean {
    return partyTerms.has(term) && lenders(map, document, term).includes(dataset.key)
  }
}

/**
 * What tells that a document is held, and until when, by all that rules ask of it: without its date, its country or the
 * amount nobody could say later why the row stays or when it goes.
 */
export function decidingFields(dataset: MapDataset, asked: Record<string, DocumentQuestions>): string[] {
  const own = dataset.document
  if (!own) return []
  const questions = asked['partOf' in own ? own.partOf : dataset.key]
  if ('partOf' in own) {
    const counts = questions?.starts.some(({ start }) => start.event === `last-${own.event}`)
    return counts && own.date ? [own.date] : []
  }
  const country = 'field' in own.jurisdiction ? [own.jurisdiction.field] : []
  const tested = (questions?.coverage ?? []).flatMap(({ tests }) => tests.flatMap(({ fields }) => fields))
  return [own.date, ...country, ...(own.issued ? [own.issued.field] : []), ...tested]
}

const isDocumentPart = (dataset: MapDataset, document: string) =>
  dataset.key === document || (dataset.document && 'partOf' in dataset.document && dataset.document.partOf === document)

/** The nearest datasets that carry a term which the document itself does not: farther copies are not necessary. */
function lenders(map: DataMap, document: string, term: FieldTerm): string[] {
  const datasets = new Map(map.datasets.map((dataset) => [dataset.key, dataset]))
  const carries = (key: string) =>
    Object.values(datasets.get(key)?.fields ?? {})
      .flatMap((field) => [field, ...pathFields(field).map(([, part]) => part)])
      .some((field) => field.term === term)
  const seen = new Set([document])
  let level = [document]
  while (level.length > 0) {
    const carriers = level.filter(carries)
    if (carriers.length > 0) return level[0] === document ? [] : carriers
    level = [...new Set(level.flatMap((key) => datasets.get(key)?.links?.map((link) => link.to) ?? []))]
    level = level.filter((key) => !seen.has(key))
    for (const key of level) seen.add(key)
  }
  return []
}
