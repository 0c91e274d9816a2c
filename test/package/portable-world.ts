// A person's rows in a real database, packed as they would be for another service, and read again by what the package
// itself says.
import { createSecretKey, randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import { connect } from '@/lib/connectors/connect'
import { josé, systemMap } from '@/lib/connectors/fixture-shop-map'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import { planPortability } from '@/lib/domain/plan/plan-portability'
import type { PortabilityDestination } from '@/lib/domain/plan/portability-plan'
import type { TestDatabase } from '../connectors/engines'
import { map as companyMap, unzip } from './package-world'

export type Packing = {
  forms?: readonly ('json' | 'csv' | 'xml')[]
  destination?: PortabilityDestination
  locale?: 'en' | 'fr'
  betweenPlanAndWriting?: () => Promise<void>
}

const storage = () => process.env.HABEAS_STORAGE_DIR ?? ''
export const storedFiles = () => readdirSync(storage())
export function clearStorage() {
  for (const name of storedFiles()) rmSync(path.join(storage(), name))
}

/** Searched, planned, built, opened. */
export async function packed(database: TestDatabase, datasets: MapDataset[], packing: Packing = {}) {
  const { portableFacts } = await import('@/lib/delivery/portability/portable-facts')
  const { writePortablePackage } = await import('@/lib/delivery/portability/write-portable-package')
  const { openPackage } = await import('@/lib/delivery/package/open-package')
  const map: DataMap = { ...companyMap, datasets }
  const connector = connect(database.connection.kind, database.connection)
  try {
    const share = systemMap(datasets)
    const person = await connector.pin(share, josé)
    const finding = await connector.discover(share, person)
    const { destination = { to: 'person' as const }, locale = 'en', forms = ['json', 'csv', 'xml'] } = packing
    const asked = { requestId: 'r', map, mapVersion: 1, excluded: [], today: '2026-11-22' }
    const plan = planPortability({ ...asked, findings: [finding], destination, confirmed: true })
    const source = { name: 'Maison & <Fils>', country: 'FR', dpo: { email: 'dpo@maison.example' } }
    const frame = { locale, reference: 'HB-2026-1', builtAt: '2026-11-22T10:00:00Z', source, forms }
    const catalogues = { shop: await connector.inspect() }
    await packing.betweenPlanAndWriting?.()
    const key = { kid: 'test', secret: createSecretKey(randomBytes(32)) }
    const place = { tenant: 'habeas', table: 'test', column: 'file', row: '1' }
    const written = await writePortablePackage({
      ...{ facts: portableFacts(frame, plan, map, catalogues), key, place },
      inSystem: (_, work) =>
        connector.inSnapshot((reader) =>
          work(({ key: dataset, fields }) =>
            reader.read(
              share,
              person,
              dataset,
              fields.map(({ name }) => name),
            ),
          ),
        ),
      clock: () => '2026-11-22T10:00:01Z',
    })
    const open = async () => {
      const opened = await openPackage({ ...written, key, place })
      if (!opened.ok) throw new Error(opened.reason)
      return unzip(await buffer(opened.stream()))
    }
    return { plan, written, open }
  } finally {
    await connector.close()
  }
}

export type Files = Map<string, Buffer>
type Field = { name: string; type: string; list: boolean }
type Value = string | number | boolean | null | object
export type ReadRow = Record<string, Value>

export const jsonOf = (files: Files, name: string) => JSON.parse(String(files.get(name)))

export function validator(...schemas: object[]): (place: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true })
  addFormats.default(ajv)
  for (const schema of schemas) ajv.addSchema(schema)
  return (place) => {
    const validate = ajv.getSchema(place)
    if (!validate) throw new Error(`no schema at ${place}`)
    return validate
  }
}

const fieldsOf = (files: Files, dataset: string): Field[] =>
  jsonOf(files, 'dictionary.json').datasets.find(({ key }: { key: string }) => key === dataset).fields

/** By the dictionary's rules alone: the type where the text is one of it, else the text of the database. */
function typed(files: Files, dataset: string, { name, type, list }: Field, text: string): Value {
  const schema = jsonOf(files, 'schema.json')
  const fits = validator(schema)(`${schema.$id}#/$defs/${dataset}/items/properties/${name}`)
  const parsed = list || type === 'json' ? attempt<Value>(() => JSON.parse(text)) : plain(type, text)
  return parsed !== undefined && fits(parsed) ? parsed : { raw: text }
}

function plain(type: string, text: string): Value | undefined {
  if (type === 'integer' || type === 'float') return text === '' ? undefined : Number(text)
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : undefined)
  return text
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

export function csvRows(files: Files, dataset: string): ReadRow[] {
  const cells: (string | null)[][] = parse(files.get(`csv/${dataset}.csv`) ?? '', {
    cast: (text, { quoting }) => (quoting ? text.replace(/^'/, '') : null),
  })
  const fields = fieldsOf(files, dataset)
  const [head, ...rows] = cells
  if (JSON.stringify(head) !== JSON.stringify(fields.map(({ name }) => name)))
    throw new Error('another order of fields')
  const value = (field: Field, text: string | null | undefined) =>
    text === null || text === undefined ? null : typed(files, dataset, field, text)
  return rows.map((row) => Object.fromEntries(fields.map((field, index) => [field.name, value(field, row[index])])))
}

type XmlField = {
  '@_name'?: string
  '@_name-base64'?: string
  '@_null'?: string
  '@_encoding'?: string
  '#text'?: string
}
const decoded = (text: string) => Buffer.from(text, 'base64').toString()

export function xmlRows(files: Files, dataset: string): ReadRow[] {
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, trimValues: false, parseTagValue: false, parseAttributeValue: false },
    ...{ htmlEntities: true, isArray: (name: string) => name === 'record' || name === 'field' },
  })
  const records = parser.parse(String(files.get(`xml/${dataset}.xml`)), true).dataset.record ?? []
  const fields = fieldsOf(files, dataset)
  return records.map(({ field: cells }: { field: XmlField[] }) =>
    Object.fromEntries(
      cells.map((cell) => {
        const name = cell['@_name'] ?? decoded(cell['@_name-base64'] ?? '')
        const field = fields.find((one) => one.name === name)
        if (!field) throw new Error(`no such field: ${name}`)
        const text = cell['#text'] ?? ''
        const clear = cell['@_encoding'] === 'base64' ? decoded(text) : text
        return [name, cell['@_null'] === 'true' ? null : typed(files, dataset, field, clear)]
      }),
    ),
  )
}
