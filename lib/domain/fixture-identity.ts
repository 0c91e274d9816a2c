// A small company for the tests of identity: accounts, their contacts, tickets, a newsletter, an old address book.
import type { MapDataset, MapLink } from './data-map/types'
import type { IdentityFacts, IdentityMatch } from './identity'
import type { PersonGroup } from './person-groups'

export const email = { kind: 'email', value: 'camille@example.org' }
export const number = { kind: 'account-number', value: 'P-1001' }

const text = { en: '', fr: '' }
const dataset = (key: string, links: MapLink[] = [], contactPoints = ['email']): MapDataset => ({
  key,
  system: 'crm',
  table: `crm.${key}`,
  label: text,
  controller: 'firm',
  role: 'controller',
  purposes: [],
  legalBasis: 'contract',
  recipients: [],
  retention: text,
  identifiedBy: [{ identifier: 'email', field: 'email' }],
  links,
  contactPoints,
  erasure: 'delete',
  fields: Object.fromEntries(
    ['id', 'account_id', 'no', 'contact_no', 'email'].map((name) => [name, { category: 'reference' as const }]),
  ),
})
const toAccount: MapLink = { to: 'account', fields: ['account_id'], toFields: ['id'] }
const toContact: MapLink = { to: 'contact', fields: ['account_id', 'contact_no'], toFields: ['account_id', 'no'] }
export const datasets = [
  dataset('account'),
  dataset('contact', [toAccount]),
  dataset('ticket', [toContact]),
  dataset('message', [{ to: 'ticket', fields: ['ticket_id'], toFields: ['id'] }], []),
  dataset('newsletter'),
  dataset('legacy', [], []),
]

export const match = (dataset: string, keys: string[], more: Partial<IdentityMatch> = {}): IdentityMatch => ({
  system: 'crm',
  dataset,
  identifier: email,
  count: keys.length,
  keys: keys.map((key) => [key]),
  contactPoint: dataset !== 'legacy',
  ...more,
})

export const same = (...rows: [dataset: string, key: string][]): PersonGroup =>
  rows.map(([dataset, key]) => ({ system: 'crm', dataset, key: [key] }))

export const facts = (matches: IdentityMatch[], more: Partial<IdentityFacts> = {}): IdentityFacts => ({
  mailboxConfirmed: true,
  email,
  claims: [],
  matches,
  datasets,
  personOf: [],
  systemsDown: [],
  ...more,
})

export const byNumber = { identifier: number, contactPoint: false }
