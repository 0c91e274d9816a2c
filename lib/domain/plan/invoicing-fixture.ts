// A small company for the tests of planning: customers with invoices, lines, tickets and visits. Over 250 lines: it is data.
import type { Catalogue, CatalogueColumn, CatalogueTable, ForeignKey } from '../catalogue'
import type { DataMap, MapDataset } from '../data-map/types'
import type { DatasetFinding, DocumentFacts, Stratum, SystemFinding } from '../findings'
import type { HoldRule } from '../hold-rule'
import type { ErasureFacts } from './planning'

const text = (word: string) => ({ en: word, fr: word })

export const column = (name: string, more: Partial<CatalogueColumn> = {}): CatalogueColumn => ({
  name,
  type: 'text',
  nullable: true,
  hasDefault: false,
  generated: false,
  ...more,
})

export const foreignKey = (
  columns: string[],
  references: string,
  onDelete: ForeignKey['onDelete'] = 'no action',
): ForeignKey => ({ name: `fk_${columns.join('_')}`, columns, references, referencedColumns: ['id'], onDelete })

export const table = (
  name: string,
  columns: CatalogueColumn[],
  more: Partial<CatalogueTable> = {},
): CatalogueTable => ({
  name,
  kind: 'table',
  columns: [column('id', { type: 'bigint', nullable: false }), ...columns],
  primaryKey: ['id'],
  unique: [],
  foreignKeys: [],
  indexes: [],
  checks: [],
  triggers: [],
  rowEstimate: 10,
  rights: { select: true, update: true, delete: true },
  ...more,
})

const required = { nullable: false }

export const catalogue = (): Catalogue => ({
  engine: 'postgresql',
  serverVersion: '18.0',
  tables: [
    table(
      'shop.customer',
      [
        column('email', { ...required, type: 'character varying(60)' }),
        column('name', required),
        column('address'),
        column('phone'),
        column('company'),
      ],
      { unique: [['email']] },
    ),
    table(
      'shop.invoice',
      [
        column('customer_id', { ...required, type: 'bigint' }),
        column('number', required),
        column('issued_on', { type: 'date' }),
        column('status', required),
        column('country', { type: 'character(2)' }),
        column('address'),
        column('total', { ...required, type: 'numeric(10,2)' }),
        column('phone'),
        column('note'),
      ],
      { foreignKeys: [foreignKey(['customer_id'], 'shop.customer')] },
    ),
    table(
      'shop.line',
      [column('invoice_id', { ...required, type: 'bigint' }), column('wording', required), column('remark')],
      { foreignKeys: [foreignKey(['invoice_id'], 'shop.invoice')] },
    ),
    table('shop.ticket', [column('customer_id', { type: 'bigint' }), column('body')], {
      foreignKeys: [foreignKey(['customer_id'], 'shop.customer')],
    }),
    table('shop.visit', [column('email'), column('ip', { type: 'inet' })]),
  ],
})

const base = (key: string): Omit<MapDataset, 'fields'> => ({
  key,
  system: 'shop',
  table: `shop.${key}`,
  label: text(key),
  controller: 'firm',
  role: 'controller',
  purposes: [text('selling')],
  legalBasis: 'contract',
  recipients: [],
  retention: text('as long as needed'),
  erasure: 'delete',
})

export const toCustomer = { to: 'customer', fields: ['customer_id'], toFields: ['id'] }

export const datasets = (): MapDataset[] => [
  {
    ...base('customer'),
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    contactPoints: ['email'],
    fields: {
      id: { category: 'reference' },
      email: { category: 'contact', onErasure: { replace: 'erased-{id}@erased.invalid' } },
      name: { category: 'identity', term: 'legal-name' },
      address: { category: 'address', term: 'postal-address' },
      phone: { category: 'contact' },
      company: { category: 'identity', term: 'legal-name' },
    },
  },
  {
    ...base('invoice'),
    links: [toCustomer],
    document: {
      type: 'invoice',
      jurisdiction: { field: 'country' },
      date: 'issued_on',
      issued: { field: 'status', in: ['issued'] },
    },
    fields: {
      id: { category: 'reference' },
      customer_id: { category: 'reference' },
      number: { category: 'invoicing', term: 'document-number' },
      issued_on: { category: 'invoicing', term: 'document-date' },
      status: { category: 'reference', term: 'document-status' },
      country: { category: 'address', term: 'country' },
      address: { category: 'address', term: 'postal-address' },
      total: { category: 'invoicing', term: 'amount' },
      phone: { category: 'contact' },
      note: { category: 'free-text' },
    },
  },
  {
    ...base('line'),
    links: [{ to: 'invoice', fields: ['invoice_id'], toFields: ['id'] }],
    document: { partOf: 'invoice' },
    fields: {
      id: { category: 'reference' },
      invoice_id: { category: 'reference' },
      wording: { category: 'invoicing', term: 'line' },
      remark: { category: 'free-text' },
    },
  },
  {
    ...base('ticket'),
    links: [toCustomer],
    fields: {
      id: { category: 'reference' },
      customer_id: { category: 'reference' },
      body: { category: 'free-text' },
    },
  },
  {
    ...base('visit'),
    controller: 'client',
    role: 'processor',
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    fields: { id: { category: 'reference' }, email: { category: 'contact' }, ip: { category: 'technical' } },
  },
]

export const map = (all: MapDataset[] = datasets()): DataMap => ({
  format: 'habeas-data-map/1',
  organisation: { name: 'Firm', defaultController: 'firm' },
  controllers: [
    {
      key: 'firm',
      name: 'Firm',
      relation: 'own',
      country: 'FR',
      timeZone: 'Europe/Paris',
      calendar: 'FR',
      dpo: { email: 'dpo@firm.example' },
    },
    {
      key: 'client',
      name: 'Client',
      relation: 'client',
      country: 'FR',
      timeZone: 'Europe/Paris',
      calendar: 'FR',
      dpo: { email: 'dpo@client.example' },
    },
  ],
  identifiers: [{ key: 'email', label: text('E-mail'), normalise: 'email', asked: true }],
  systems: [{ key: 'shop', name: 'Shop', kind: 'postgresql' }],
  datasets: all,
  exempt: [],
})

export const rule = (key: string, jurisdiction: string, period: string, more: Partial<HoldRule> = {}): HoldRule => ({
  key,
  version: 1,
  name: text(key),
  jurisdiction,
  law: { reference: `Law ${key}`, url: 'https://law.example/' },
  documentType: 'invoice',
  needs: ['legal-name', 'postal-address', 'document-number', 'document-date', 'line', 'amount', 'country'],
  start: 'calendar-year-end',
  period,
  after: 'erase',
  source: 'test',
  reviewedOn: '2026-01-01',
  ...more,
})

export const issued = (date: string | null, jurisdiction: string | null = 'FR'): DocumentFacts => ({
  dataset: 'invoice',
  jurisdiction,
  issued: true,
  date,
})

export const draft = (date: string): DocumentFacts => ({ ...issued(date), issued: false })

export const stratum = (count: number, documents: DocumentFacts[] = [], more: Partial<Stratum> = {}): Stratum => ({
  documents,
  referencedBy: [],
  count,
  digest: (count * 7919).toString(16),
  ...more,
})

export const found = (dataset: string, strata: Stratum[]): DatasetFinding => ({
  dataset,
  count: strata.reduce((sum, { count }) => sum + count, 0),
  digest: 'f',
  strata,
})

export const finding = (found_: DatasetFinding[], more: Partial<SystemFinding> = {}): SystemFinding => ({
  system: 'shop',
  status: 'searched',
  catalogueHash: 'cafe',
  problems: [],
  warnings: [],
  // Every dataset is searched, most hold nothing.
  datasets: [
    ...['customer', 'invoice', 'line', 'ticket', 'visit']
      .filter((key) => !found_.some(({ dataset }) => dataset === key))
      .map((key) => found(key, [])),
    ...found_,
  ],
  ...more,
})

export const facts = (found_: DatasetFinding[], more: Partial<ErasureFacts> = {}): ErasureFacts => ({
  requestId: '0198c0de-0000-7000-8000-000000000001',
  map: map(),
  mapVersion: 3,
  catalogues: { shop: catalogue() },
  findings: [finding(found_)],
  rules: [rule('fr-ten', 'FR', 'P10Y'), rule('de-eight', 'DE', 'P8Y')],
  today: '2026-11-22',
  ...more,
})
