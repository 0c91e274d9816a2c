// The JSON Schema of this package's rows, made from the data map and from what the systems' columns are.
import { createHash } from 'node:crypto'
import type { PortableDataset, PortableFacts, PortableField } from './portable-facts'
import type { PortableKind } from './portable-type'
import { patterns } from './portable-value'

type Schema = Record<string, unknown>

const matching = (pattern: RegExp): Schema => ({ type: 'string', pattern: pattern.source })

export const kindSchemas: Record<PortableKind, Schema> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  long: matching(patterns.long),
  decimal: matching(patterns.decimal),
  float: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  time: matching(patterns.time),
  'local-date-time': matching(patterns['local-date-time']),
  'date-time': { type: 'string', format: 'date-time', pattern: 'Z$' },
  duration: matching(patterns.duration),
  uuid: { type: 'string', format: 'uuid' },
  bytes: { ...matching(patterns.bytes), contentEncoding: 'base64' },
  json: {},
}

/** Words of the database that its type has no form for; capitals, so that no dataset is called so. */
const unfit = { $ref: '#/$defs/Unfit' }
const unfitSchema = {
  description: 'A value that its type has no form for, in the words of the database.',
  ...{ type: 'object', properties: { raw: { type: 'string' } }, required: ['raw'], additionalProperties: false },
}

/** Where the rows of a dataset are described. */
export const schemaPlace = ({ stem }: PortableDataset): string => `schema.json#/$defs/${stem}`

export function schemaJson({ datasets }: PortableFacts): string {
  const $defs = Object.fromEntries(datasets.map((dataset) => [dataset.stem, rowsSchema(dataset)]))
  const body = { title: 'Rows of a portable package', $defs: { Unfit: unfitSchema, ...$defs } }
  // Named by its content: packages of the same fields have the same schema.
  const name = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32)
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  return `${JSON.stringify({ $schema, $id: `urn:habeas-portability:1:${name}`, ...body }, null, 2)}\n`
}

function rowsSchema({ label, fields }: PortableDataset): Schema {
  const properties = Object.fromEntries(fields.map((field) => [field.name, valueSchema(field)]))
  const required = fields.map(({ name }) => name)
  return {
    ...{ title: label, type: 'array' },
    items: { type: 'object', properties, required, additionalProperties: false },
  }
}

function valueSchema({ label, type: { kind, list }, vocabulary }: PortableField): Schema {
  const one = kindSchemas[kind]
  const about = { title: label, ...(vocabulary && { $comment: vocabulary.property }) }
  if (list) {
    const items = { anyOf: [one, { type: 'null' }, unfit, { type: 'array' }] }
    return { ...about, anyOf: [{ type: 'array', items }, { type: 'null' }, unfit] }
  }
  if (kind === 'json') return about
  return { ...about, anyOf: [one, { type: 'null' }, ...(kind === 'text' ? [] : [unfit])] }
}
