import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import { customer, dataset, invoice, newsletter, reference, shopMap, toCustomer } from '@/test/workflow/shop'

const technical = { category: 'technical', origin: 'observed' } as const
const behaviour = { category: 'behaviour', origin: 'observed' } as const
const freeText = { category: 'free-text', origin: 'provided' } as const
const address = { category: 'address', origin: 'provided' } as const

const line = { category: 'invoicing', term: 'line' } as const
const amount = { category: 'invoicing', term: 'amount' } as const

const ofCustomer = (key: string, fields: MapDataset['fields']) =>
  dataset(key, { links: toCustomer, fields: { id: reference, customer_id: reference, ...fields } })

const datasets: MapDataset[] = [
  { ...customer, fields: { ...customer.fields, note: freeText } },
  ofCustomer('address', {
    street: address,
    postal_code: address,
    city: address,
    country: address,
  }),
  ofCustomer('payment-method', {
    holder: { category: 'identity', origin: 'provided' },
    iban: { category: 'financial', origin: 'provided' },
  }),
  ofCustomer('sale', { ordered_at: behaviour, channel: behaviour, remark: freeText }),
  dataset('sale-line', {
    links: [{ to: 'sale', fields: ['sale_id'], toFields: ['id'] }],
    fields: {
      sale_id: reference,
      line_no: reference,
      article: behaviour,
      amount: { category: 'financial', origin: 'observed' },
    },
  }),
  invoice,
  dataset('invoice-line', {
    legalBasis: 'legal-obligation',
    links: [{ to: 'invoice', fields: ['invoice_id'], toFields: ['id'] }],
    document: { partOf: 'invoice' },
    fields: { invoice_id: reference, line_no: reference, label: line, amount },
  }),
  ofCustomer('visit', { at: behaviour, ip: technical, page: behaviour }),
  ofCustomer('ticket', { subject: freeText, body: freeText }),
  ofCustomer('sign-in', { at: behaviour, ip: technical }),
  newsletter,
]

/** The tests' shop, with all that a company of some age keeps besides. */
export const companyMap: DataMap = { ...shopMap, datasets, exempt: [] }
