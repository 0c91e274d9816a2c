// The sample company's map against its real database, and a draft made from nothing but the structure.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { parsePostgresUrl } from '@/lib/connectors/connection'
import type { Catalogue } from '@/lib/domain/catalogue'
import { checkMap } from '@/lib/domain/data-map/check'
import { suggestDatasets } from '@/lib/domain/data-map/suggest'
import type { DataMap } from '@/lib/domain/data-map/types'
import { parseDataMap, renderDataMap } from '@/lib/schemas/data-map'
import { applyCompanySchema } from '@/sample/company/apply-schema'

const database = `map_check_${randomBytes(6).toString('hex')}`
const admin = new pg.Client({ connectionString: inject('pgUrl') })
let catalogue: Catalogue
let map: DataMap

beforeAll(async () => {
  await admin.connect()
  await admin.query(`create database ${database}`)
  const url = new URL(inject('pgUrl'))
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await applyCompanySchema(client)
  await client.end()
  url.searchParams.set('sslmode', 'disable')
  const parsed = parsePostgresUrl(url.href)
  if (!parsed.ok) throw new Error(parsed.mistake)
  const connector = connect('postgresql', parsed.connection)
  catalogue = await connector.inspect()
  await connector.close()
  const read = parseDataMap(readFileSync(join(import.meta.dirname, '../../sample/company/data-map.yaml')))
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  map = read.map
})

afterAll(async () => {
  await admin.query(`drop database ${database}`)
  await admin.end()
})

test('nothing in the sample company’s map would stop a request', () => {
  expect(checkMap(map, { tramontane: catalogue }).filter(({ severity }) => severity === 'blocks')).toEqual([])
})

test('a draft from the structure alone names every table and reads back from YAML', () => {
  const controller = { key: 'tramontane-fr', country: 'FR' }
  const draft = suggestDatasets({ system: 'tramontane', controller, emailIdentifier: 'email', catalogue })
  const named = [...draft.datasets, ...draft.exempt].map(({ table }) => table)
  expect(named.sort()).toEqual(catalogue.tables.map(({ name }) => name).sort())
  expect(draft.exempt.map(({ table }) => table)).toContain('ref.country')
  expect(draft.datasets.map(({ table }) => table)).toContain('crm.Legacy Contact')
  const drafted = { ...map, ...draft }
  const read = parseDataMap(renderDataMap(drafted))
  // The group's own companies have addresses but nobody's e-mail: only a person can say that they are exempt.
  const at = draft.datasets.findIndex(({ table }) => table === 'ref.subsidiary')
  const left = { path: `datasets[${at}]`, message: 'Nothing leads from a person to this dataset.' }
  expect(read.ok ? [] : read.mistakes).toEqual([expect.objectContaining(left)])
  const found = new Set(checkMap(drafted, { tramontane: catalogue }).map(({ code }) => code))
  expect([...found].filter((code) => code.endsWith('-missing') || code === 'link-type')).toEqual([])
})
