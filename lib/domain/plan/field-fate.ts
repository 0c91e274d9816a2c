// What becomes of each field of a row that stays.
import type { Catalogue, CatalogueTable } from '../catalogue'
import type { DataMap, FieldTerm, MapDataset, MapField, Replacement } from '../data-map/types'
import { changeOf } from './change-of'
import { type DocumentQuestions, documentOf } from './document-questions'
import { decidingFields, neededFields } from './field-needs'
import { anonymousDocument, documentFate, holdsDocuments, isInPart } from './path-fate'
import { type BlockList, compareText, type HeldBecause } from './planning'
import { breaksUniqueness, fitOf } from './replacement'
import type { FieldChange } from './types'

export type FieldFates = {
  changes: FieldChange[]
  /** By rule key. */
  needed: Map<string, string[]>
  /** Keys and codes that hold rows together. */
  reference: string[]
  /** Fields that the map explicitly keeps and no rule needs, and what answers the law without naming anybody. */
  kept: string[]
}

/** @param asked what rules ask of documents, by dataset */
export function fieldFates(
  map: DataMap,
  dataset: MapDataset,
  held: readonly HeldBecause[],
  asked: Record<string, DocumentQuestions>,
): FieldFates {
  const needed = new Map<string, string[]>()
  const deciding = decidingFields(dataset, asked).filter((field) => Object.hasOwn(dataset.fields, field))
  for (const { rule, condition } of held) {
    const own = condition.document === documentOf(dataset) ? deciding : []
    const fields = [...neededFields(map, dataset, rule, condition.document), ...own]
    needed.set(rule.key, [...new Set([...(needed.get(rule.key) ?? []), ...fields])].sort(compareText))
  }
  const necessary = new Set([...needed.values()].flat())
  const fates: FieldFates = { changes: [], needed, reference: [], kept: [] }
  for (const name of Object.keys(dataset.fields).sort(compareText)) {
    const field = dataset.fields[name]
    if (field?.paths) {
      documentFate(name, field, necessary, fates)
      continue
    }
    if (!field || necessary.has(name)) continue
    // A document that stays for another reason is asked again too: without an answer it would stop every later plan.
    const change = deciding.includes(name) && anonymousTerms.includes(field.term) ? null : changeOf(field)
    if (change) fates.changes.push({ field: name, change })
    else (field.category === 'reference' ? fates.reference : fates.kept).push(name)
  }
  return fates
}

/** What tells nothing of a person once the rest is gone; other keys and codes than these are numbers of a document. */
const anonymousTerms: readonly (FieldTerm | undefined)[] = [
  'amount',
  'document-date',
  'document-status',
  'country',
  'currency',
]

const isAnonymous = ({ category, term }: MapField) =>
  (category === 'reference' && term === undefined) || anonymousTerms.includes(term)

/** Of a row that stays without a person: amounts, dates, currency, country, status and technical references. */
export function anonymousFates(dataset: MapDataset): { changes: FieldChange[]; stays: string[] } {
  const changes: FieldChange[] = []
  const stays: string[] = []
  for (const name of Object.keys(dataset.fields).sort(compareText)) {
    const field = dataset.fields[name]
    if (!field) continue
    if (field.paths) {
      anonymousDocument(name, field, isAnonymous, { changes, stays })
      continue
    }
    const { onErasure } = field
    if (isAnonymous(field)) stays.push(name)
    else changes.push({ field: name, change: typeof onErasure === 'object' ? onErasure : 'clear' })
  }
  return { changes, stays }
}

/** Says beforehand what the database would refuse, and what nobody decided. */
export function blockImpossible(
  facts: { dataset: MapDataset; table: CatalogueTable; catalogue: Catalogue; changes: readonly FieldChange[] },
  blocks: BlockList,
) {
  const { dataset, table, catalogue, changes } = facts
  const templates = new Map(
    changes.flatMap(({ field, change }) => (replaces(change) ? [[field, change.replace] as const] : [])),
  )
  for (const { field, change } of changes) {
    const place = { dataset: dataset.key, field }
    const column = table.columns.find((c) => c.name === field)
    if (!column) {
      const problem = { code: 'column-missing', dataset: dataset.key, column: field } as const
      blocks.add({ code: 'system', system: dataset.system, problem })
      continue
    }
    if (column.generated || isPointedAt(catalogue, table, field)) blocks.add({ code: 'not-writable', ...place })
    else if (change === 'clear') {
      if (!column.nullable || table.primaryKey.includes(field)) blocks.add({ code: 'not-nullable', ...place })
    } else if (isInPart(change)) {
      if (!holdsDocuments(catalogue.engine, table, column)) blocks.add({ code: 'path-not-writable', ...place })
    } else blockReplacement(table, field, templates, place, blocks)
  }
  for (const column of undecidedColumns(dataset, table, catalogue))
    blocks.add({ code: 'unmapped-column', dataset: dataset.key, column })
}

const replaces = (change: FieldChange['change']): change is Replacement =>
  typeof change === 'object' && 'replace' in change

function blockReplacement(
  table: CatalogueTable,
  field: string,
  templates: ReadonlyMap<string, string>,
  place: { dataset: string; field: string },
  blocks: BlockList,
) {
  const column = table.columns.find((c) => c.name === field)
  const fit = column ? fitOf(column, templates.get(field) ?? '') : 'wrong-type'
  // A text put into a foreign key would have to exist at the other end.
  if (fit === 'wrong-type' || isForeignKey(table, field)) blocks.add({ code: 'not-writable', ...place })
  else if (fit === 'too-long') blocks.add({ code: 'replacement-too-long', ...place })
  if (breaksUniqueness(table, field, templates)) blocks.add({ code: 'unique-replacement', ...place })
}

/** Columns that would survive although nobody classified them; keys and generated columns hold no words of a person. */
export function undecidedColumns(dataset: MapDataset, table: CatalogueTable, catalogue: Catalogue): string[] {
  return table.columns
    .filter((column) => !Object.hasOwn(dataset.fields, column.name) && !column.generated)
    .map((column) => column.name)
    .filter((name) => !table.primaryKey.includes(name) && !isForeignKey(table, name))
    .filter((name) => !isPointedAt(catalogue, table, name))
}

const isForeignKey = (table: CatalogueTable, column: string) =>
  table.foreignKeys.some((key) => key.columns.includes(column))

/** Keys of other tables hold on to it: a change would be refused, or go along with them unapproved. */
export const isPointedAt = (catalogue: Catalogue, table: CatalogueTable, column: string) =>
  catalogue.tables.some((other) =>
    other.foreignKeys.some((key) => key.references === table.name && key.referencedColumns.includes(column)),
  )
