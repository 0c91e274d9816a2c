// What is in the package, from whom, and how each file can be checked. Written last: without it a package is not whole.
import type { Spooled } from '../package/spool-systems'
import type { FileSum } from '../package/zip'
import type { PortableDataset, PortableFacts, PortableForm } from './portable-facts'
import { schemaPlace } from './schema-file'
import type { FormSpool } from './spool-forms'

export const PORTABLE_FORMAT = 'habeas-portability/1'
export const PUBLISHED_SCHEMA = 'https://habeas.example/schemas/habeas-portability-1.json'

export const rowsFile = ({ stem }: PortableDataset, form: PortableForm): string => `${form}/${stem}.${form}`

export function manifestJson(
  facts: PortableFacts,
  spooled: readonly Spooled<PortableDataset, FormSpool>[],
  sums: readonly FileSum[],
): string {
  const { reference, builtAt, source, forms } = facts
  const datasets = spooled.map(({ dataset, spool, readAt }) => {
    const { key, label, controller, plannedRows } = dataset
    return {
      ...{ key, label, controller, rows: spool.rows, rowsPlanned: plannedRows, readAt },
      files: Object.fromEntries(forms.map((form) => [form, rowsFile(dataset, form)])),
      schema: schemaPlace(dataset),
    }
  })
  const body = {
    ...{ $schema: PUBLISHED_SCHEMA, format: PORTABLE_FORMAT, schemaVersion: 1, reference, builtAt },
    source: { name: source.name, country: source.country, contact: source.dpo.email },
    ...{ vocabulary: 'https://schema.org', dictionary: 'dictionary.json', schema: 'schema.json' },
    ...{ datasets, files: sums },
  }
  return `${JSON.stringify(body, null, 2)}\n`
}
