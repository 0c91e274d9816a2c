// A draft of a system's share of the map, for a person to correct: whatever is guessed here is read before it counts.
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../catalogue'
import { fitOf } from '../plan/replacement'
import { holdsEmail, meaningOf } from './column-meaning'
import { seemsToHoldPerson } from './person-signs'
import type { DataMap, FieldErasure, MapDataset, MapDocument, MapField, MapLink } from './types'

export type SystemToMap = {
  system: string
  controller: { key: string; country: string }
  /** Key of the identifier for e-mail addresses, where the map has one. */
  emailIdentifier: string | null
  catalogue: Catalogue
}

export function suggestDatasets(facts: SystemToMap): Pick<DataMap, 'datasets' | 'exempt'> {
  const tables = facts.catalogue.tables.filter((table) => table.kind !== 'view')
  const people = personTables(tables)
  const drafted = tables.filter((table) => people.has(table))
  const keys = namesOf(drafted)
  const reason = 'Its columns name nobody as far as can be guessed: to be confirmed.'
  return {
    datasets: drafted.map((table) => suggestDataset(facts, table, keys)),
    exempt: tables.filter((t) => !people.has(t)).map((t) => ({ system: facts.system, table: t.name, reason })),
  }
}

/** Tables that look like people, and whatever hangs on them by foreign keys. */
function personTables(tables: CatalogueTable[]): Set<CatalogueTable> {
  const people = new Set(tables.filter((table) => seemsToHoldPerson(table) && !isLookup(table)))
  for (let grown = true; grown; ) {
    const names = new Set([...people].map(({ name }) => name))
    const more = tables.filter((t) => !people.has(t) && t.foreignKeys.some((key) => names.has(key.references)))
    for (const table of more) people.add(table)
    grown = more.length > 0
  }
  return people
}

/** A code and its name: countries, currencies, kinds. */
const isLookup = ({ columns, foreignKeys }: CatalogueTable) =>
  columns.length <= 3 && foreignKeys.length === 0 && columns.some(({ name }) => /^(name|nom)$/i.test(name))

function namesOf(tables: CatalogueTable[]): Map<string, string> {
  const short = (name: string) => kebab(name.slice(name.indexOf('.') + 1))
  const counts = Map.groupBy(tables, ({ name }) => short(name))
  return new Map(tables.map(({ name }) => [name, counts.get(short(name))?.length === 1 ? short(name) : kebab(name)]))
}

const kebab = (name: string) =>
  `t-${name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`
    .replace(/^t-+(?=[a-z])/, '')
    .replace(/-$/, '')
    .slice(0, 63)

const unsaid = { en: 'To be stated', fr: 'À préciser' }

function suggestDataset(facts: SystemToMap, table: CatalogueTable, keys: Map<string, string>): MapDataset {
  const { system, controller, emailIdentifier } = facts
  const key = keys.get(table.name) ?? kebab(table.name)
  const links = linksOf(table, keys)
  const document = documentOf(table, keys, controller.country)
  const emails = table.columns.map(({ name }) => name).filter(holdsEmail)
  const label = table.name.slice(table.name.indexOf('.') + 1)
  return {
    key,
    system,
    table: table.name,
    label: { en: label, fr: label },
    controller: controller.key,
    role: 'controller',
    purposes: [unsaid],
    legalBasis: document ? 'legal-obligation' : 'contract',
    recipients: [],
    retention: unsaid,
    ...(emailIdentifier && emails.length > 0
      ? { identifiedBy: emails.map((field) => ({ identifier: emailIdentifier, field })), contactPoints: emails }
      : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(document ? { document } : {}),
    erasure: 'delete',
    fields: Object.fromEntries(table.columns.map((c) => [c.name, fieldOf(table, c, document !== null)])),
  }
}

/** Never to itself: who referred or manages whom is another person. */
function linksOf(table: CatalogueTable, keys: Map<string, string>): MapLink[] {
  return table.foreignKeys.flatMap((key) => {
    const to = keys.get(key.references)
    if (!to || key.references === table.name) return []
    return [{ to, fields: key.columns, toFields: key.referencedColumns }]
  })
}

const invoiceWords = /invoice|facture|factura|fattura|fatura|rechnung|credit_?note/i

function documentOf(table: CatalogueTable, keys: Map<string, string>, country: string): MapDocument | null {
  const whole = table.foreignKeys.find(({ references }) => references !== table.name && invoiceWords.test(references))
  const partOf = whole && keys.get(whole.references)
  if (partOf) return { partOf }
  const date = table.columns.find(({ name, type }) => /^(date|timestamp)/.test(type) && /date|issued|_on$/i.test(name))
  if (!invoiceWords.test(table.name) || !date) return null
  return { type: 'invoice', jurisdiction: { country }, date: date.name }
}

function fieldOf(table: CatalogueTable, column: CatalogueColumn, onDocument: boolean): MapField {
  const isKey =
    table.primaryKey.includes(column.name) || table.foreignKeys.some(({ columns }) => columns.includes(column.name))
  const { category, term } = meaningOf(column, isKey)
  const onErasure = category === 'reference' ? undefined : erasureOf(table, column)
  return { category, ...(term && onDocument ? { term } : {}), ...(onErasure ? { onErasure } : {}) }
}

/** A replacement where the column cannot be empty and takes one. */
function erasureOf(table: CatalogueTable, column: CatalogueColumn): FieldErasure | undefined {
  if (column.nullable || column.generated) return undefined
  const unique = [table.primaryKey, ...table.unique].some((columns) => columns.includes(column.name))
  const texts = holdsEmail(column.name)
    ? ['erased-{id}@erased.invalid', '{id}@x.invalid']
    : unique
      ? ['erased-{id}', '{id}']
      : ['erased', '-', '1900-01-01', '0.0.0.0', '0']
  const replace = texts.find((text) => fitOf(column, text) === 'fits')
  return replace === undefined ? undefined : { replace }
}
