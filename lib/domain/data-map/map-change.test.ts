import { expect, it } from 'vitest'
import { invoice, shopMap } from '@/test/workflow/shop'
import { mapWeakenings } from './map-change'
import type { DataMap, MapDataset } from './types'

const withInvoice = (change: Partial<MapDataset>): DataMap => ({
  ...shopMap,
  datasets: shopMap.datasets.map((dataset) => (dataset.key === 'invoice' ? { ...dataset, ...change } : dataset)),
})
const changed = (after: DataMap, systems = ['shop']) => mapWeakenings(shopMap, after, systems).map(({ what }) => what)
const document = invoice.document as Exclude<MapDataset['document'], undefined | { partOf: string }>

it.each<[string, DataMap, string[]]>([
  ['no document any more', withInvoice({ document: undefined }), ['no-longer-document']],
  [
    'removed',
    { ...shopMap, datasets: shopMap.datasets.filter(({ key }) => key !== 'invoice') },
    ['no-longer-document', 'other-documents', 'link-lost'],
  ],
  ['another type', withInvoice({ document: { ...document, type: 'order' } }), ['other-documents']],
  [
    'fewer are issued',
    withInvoice({ document: { ...document, issued: { field: 'status', in: ['paid'] } } }),
    ['other-documents'],
  ],
  [
    'a term that is lost',
    withInvoice({ fields: { ...invoice.fields, total: { category: 'invoicing' } } }),
    ['term-lost'],
  ],
  ['a link that is lost', withInvoice({ links: [] }), ['link-lost']],
  [
    'another close',
    { ...shopMap, controllers: shopMap.controllers.map((one) => ({ ...one, financialYearClose: '--03-31' })) },
    ['other-year-close', 'other-year-close'],
  ],
  [
    'more are issued',
    withInvoice({ document: { ...document, issued: { field: 'status', in: ['issued', 'paid'] } } }),
    [],
  ],
  ['all are issued', withInvoice({ document: { ...document, issued: undefined } }), []],
  [
    'another name',
    JSON.parse(
      JSON.stringify(shopMap).replaceAll('"invoice"', '"bill"').replaceAll('"type":"bill"', '"type":"invoice"'),
    ),
    [],
  ],
  ['a field more', withInvoice({ fields: { ...invoice.fields, note: { category: 'free-text' } } }), []],
])('%s', (_name, after, expected) => expect(changed(after)).toEqual(expected))

it('of the systems that are asked for', () => {
  expect(changed(withInvoice({ document: undefined }), ['crm'])).toEqual([])
})
