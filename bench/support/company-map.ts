import type { DataMap, MapDataset, MapField } from '@/lib/domain/data-map/types'

const text = (word: string) => ({ en: word, fr: word })
const reference = { category: 'reference' } as const
const contact = { category: 'contact' } as const
const technical = { category: 'technical' } as const
const behaviour = { category: 'behaviour' } as const
const freeText = { category: 'free-text' } as const
const invoicing = (term: NonNullable<MapField['term']>) => ({ category: 'invoicing', term }) as const

const dataset = (key: string, rest: Partial<MapDataset> & Pick<MapDataset, 'fields'>): MapDataset => ({
  key,
  system: 'shop',
  table: `shop.${key.replaceAll('-', '_')}`,
  label: text(key),
  controller: 'shop-fr',
  role: 'controller',
  purposes: [text('Selling')],
  legalBasis: 'contract',
  recipients: ['Hosting provider'],
  retention: text('As long as the account'),
  erasure: 'delete',
  ...rest,
})

const toCustomer = [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }]
const ofCustomer = (key: string, fields: MapDataset['fields']) =>
  dataset(key, { links: toCustomer, fields: { id: reference, customer_id: reference, ...fields } })

const invoices: MapDataset[] = [
  dataset('invoice', {
    links: toCustomer,
    document: {
      type: 'invoice',
      jurisdiction: { country: 'FR' },
      date: 'issued_on',
      issued: { field: 'status', in: ['issued'] },
    },
    fields: {
      id: reference,
      customer_id: reference,
      number: invoicing('document-number'),
      issued_on: invoicing('document-date'),
      status: invoicing('document-status'),
      buyer_name: invoicing('legal-name'),
      buyer_address: invoicing('postal-address'),
      buyer_email: contact,
      total: invoicing('amount'),
    },
  }),
  dataset('invoice-line', {
    links: [{ to: 'invoice', fields: ['invoice_id'], toFields: ['id'] }],
    document: { partOf: 'invoice' },
    fields: { invoice_id: reference, line_no: reference, label: invoicing('line'), amount: invoicing('amount') },
  }),
]

const datasets: MapDataset[] = [
  dataset('customer', {
    identifiedBy: [
      { identifier: 'email', field: 'email' },
      { identifier: 'customer-number', field: 'number' },
    ],
    contactPoints: ['email'],
    fields: {
      id: reference,
      number: reference,
      email: { category: 'contact', onErasure: { replace: 'erased-{id}@invalid.example' } },
      name: { category: 'identity' },
      phone: contact,
      note: freeText,
    },
  }),
  ofCustomer('address', {
    street: { category: 'address' },
    postal_code: { category: 'address' },
    city: { category: 'address' },
    country: { category: 'address' },
  }),
  ofCustomer('payment-method', { holder: { category: 'identity' }, iban: { category: 'financial' } }),
  ofCustomer('sale', { ordered_at: behaviour, channel: behaviour, remark: freeText }),
  dataset('sale-line', {
    links: [{ to: 'sale', fields: ['sale_id'], toFields: ['id'] }],
    fields: { sale_id: reference, line_no: reference, article: behaviour, amount: { category: 'financial' } },
  }),
  ...invoices,
  ofCustomer('visit', { at: behaviour, ip: technical, page: behaviour }),
  ofCustomer('ticket', { subject: freeText, body: freeText }),
  ofCustomer('sign-in', { at: behaviour, ip: technical }),
  dataset('newsletter', {
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    contactPoints: ['email'],
    fields: { email: contact, since: { category: 'preference' } },
  }),
]

export const companyMap: DataMap = {
  format: 'habeas-data-map/1',
  organisation: { name: 'Shop', defaultController: 'shop-fr' },
  controllers: [
    {
      key: 'shop-fr',
      name: 'Shop SAS',
      relation: 'own',
      country: 'FR',
      timeZone: 'Europe/Paris',
      calendar: 'FR',
      dpo: { email: 'dpo@shop.example' },
    },
  ],
  identifiers: [
    { key: 'email', label: text('E-mail'), normalise: 'email', asked: false },
    { key: 'customer-number', label: text('Customer number'), normalise: 'upper', asked: true },
  ],
  systems: [{ key: 'shop', name: 'Shop', kind: 'postgresql' }],
  datasets,
  exempt: [],
}
