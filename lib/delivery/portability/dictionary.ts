// What each field is: for whoever reads the CSV without its schema, and for what a schema does not say.
import type { PortableDataset, PortableFacts, PortableField } from './portable-facts'
import { portableCsv } from './portable-forms'

export const DICTIONARY_FORMAT = 'habeas-portability-dictionary/1'

/** How every CSV of the package is to be read. */
export const csvRules = {
  encoding: 'UTF-8',
  separator: ',',
  lineEnd: 'CRLF',
  null: 'no value is an empty cell without quotes; an empty text is ""',
  apostrophe: 'a cell that begins with an apostrophe is its text after that one sign',
  unfit: 'a cell that does not match the type of its field is the text of the database',
}

export const dictionaryJson = ({ datasets }: PortableFacts): string =>
  `${JSON.stringify({ format: DICTIONARY_FORMAT, csv: csvRules, datasets: datasets.map(described) }, null, 2)}\n`

const described = ({ key, label, fields }: PortableDataset) => ({ key, label, fields: fields.map(field) })

function field({ name, label, category, type, nullable, sourceType, origin, legalBasis, vocabulary }: PortableField) {
  const { kind, list = false, precision, scale } = type
  const digits = precision === undefined ? {} : { precision, scale }
  return {
    ...{ name, label, category, type: kind, list, ...digits, nullable, sourceType, origin, legalBasis },
    ...(vocabulary && { vocabulary }),
  }
}

const heads = [
  ...['dataset', 'field', 'label', 'category', 'type', 'list', 'precision', 'scale', 'nullable', 'source_type'],
  ...['origin', 'legal_basis', 'vocabulary_type', 'vocabulary_property'],
]

export function dictionaryCsv({ datasets }: PortableFacts): string {
  const line = (values: (string | number | boolean | null)[]) =>
    `${values.map((value) => portableCsv(value, { kind: 'text' })).join(',')}\r\n`
  const rows = datasets.flatMap(({ key, fields }) =>
    fields.map(({ name, label, category, type, nullable, sourceType, origin, legalBasis, vocabulary }) => [
      ...[key, name, label, category, type.kind, type.list ?? false, type.precision ?? null, type.scale ?? null],
      ...[nullable, sourceType, origin, legalBasis, vocabulary?.type ?? null, vocabulary?.property ?? null],
    ]),
  )
  return line(heads) + rows.map(line).join('')
}
