// The map of the tests' shop, one for every server: composite keys, reserved and quoted names, a self-reference, several
// schemas. Nobody in it is real.
import type { MapDataset, MapField } from '../domain/data-map/types'
import type { SystemMap } from './connector'

const field = (category: MapField['category'], more: Partial<MapField> = {}): MapField => ({ category, ...more })
const said = { en: 'test', fr: 'essai' }

export function dataset(key: string, table: string, more: Partial<MapDataset>): MapDataset {
  return {
    ...{ key, system: 'shop', table, label: said, controller: 'shop', role: 'controller', purposes: [said] },
    ...{ legalBasis: 'contract', recipients: [], retention: said, erasure: 'delete', fields: {}, ...more },
  }
}

export const systemMap = (datasets: MapDataset[], exempt: string[] = []): SystemMap => ({
  system: 'shop',
  identifiers: [
    { key: 'email', label: said, normalise: 'email', asked: true },
    { key: 'number', label: said, normalise: 'exact', asked: true },
    { key: 'phone', label: said, normalise: 'phone', asked: false },
    { key: 'iban', label: said, normalise: 'upper', asked: false },
  ],
  controllers: [{ key: 'shop', timeZone: 'Europe/Paris' }],
  ...{ exempt, datasets },
})

const customer = (table: string) =>
  dataset('customer', table, {
    identifiedBy: [
      { identifier: 'email', field: 'email' },
      { identifier: 'number', field: 'number' },
      { identifier: 'phone', field: 'phone' },
    ],
    contactPoints: ['email'],
    fields: {
      id: field('reference'),
      number: field('reference'),
      email: field('contact', { onErasure: { replace: 'erased-{id}@invalid' } }),
      phone: field('contact'),
      name: field('identity', { term: 'legal-name' }),
      note: field('free-text'),
    },
  })

const invoice = (table: string) =>
  dataset('invoice', table, {
    links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
    document: {
      type: 'invoice',
      jurisdiction: { field: 'country', values: { France: 'FR', Allemagne: 'DE' } },
      date: 'issued_on',
      issued: { field: 'status', in: ['issued'] },
    },
    fields: {
      No: field('reference'),
      country: field('invoicing'),
      buyer_name: field('invoicing', { term: 'legal-name' }),
      email: field('contact', { onErasure: { replace: '-' } }),
      phone: field('contact'),
      amount: field('invoicing'),
    },
  })

/** The shop's map, by how its tables are called where it stands: `crm.customer`. */
export const shopMapAt = (table: (schema: string, table: string) => string): SystemMap =>
  systemMap(
    [
      customer(table('crm', 'customer')),
      dataset('account', table('crm', 'account'), {
        links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
        fields: { tenant: field('reference'), no: field('reference'), label: field('free-text') },
      }),
      dataset('order', table('crm', 'order'), {
        links: [{ to: 'account', fields: ['tenant', 'no'], toFields: ['tenant', 'no'] }],
        fields: { select: field('reference'), 'User "Agent"': field('technical') },
      }),
      dataset('visit', table('crm', 'visit'), {
        links: [{ to: 'account', fields: ['tenant', 'account_no'], toFields: ['tenant', 'no'] }],
        fields: { id: field('reference'), ip: field('technical'), at: field('behaviour') },
      }),
      invoice(table('Billing Dept', 'Invoice')),
      dataset('line', table('Billing Dept', 'line'), {
        links: [{ to: 'invoice', fields: ['invoice'], toFields: ['No'] }],
        document: { partOf: 'invoice' },
        fields: { invoice: field('reference'), pos: field('reference'), what: field('invoicing', { term: 'line' }) },
      }),
      dataset('message', table('crm', 'message'), {
        links: [
          { to: 'customer', fields: ['customer_id'], toFields: ['id'] },
          { to: 'message', fields: ['reply_to'], toFields: ['id'] },
        ],
        fields: { id: field('reference'), body: field('communication') },
      }),
      dataset('newsletter', table('crm', 'newsletter'), {
        identifiedBy: [{ identifier: 'email', field: 'email' }],
        contactPoints: ['email'],
        fields: { email: field('contact'), ip: field('technical'), active: field('preference') },
      }),
    ],
    [table('stats', 'day')],
  )

export const josé = [{ kind: 'email', value: 'josé@x.fr' }]
