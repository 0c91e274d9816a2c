import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { type DataMap, fieldCategories, fieldTerms, legalBases } from '@/lib/domain/data-map/types'
import { applyCompanySchema } from './apply-schema'

interface Column {
  table: string
  column: string
  nullable: boolean
}

const map = parse(readFileSync(join(import.meta.dirname, 'data-map.yaml'), 'utf8')) as DataMap
const database = `company_map_${randomBytes(6).toString('hex')}`
const admin = new pg.Client({ connectionString: inject('pgUrl') })
let columns: Column[] = []

beforeAll(async () => {
  await admin.connect()
  await admin.query(`create database ${database}`)
  const url = new URL(inject('pgUrl'))
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await applyCompanySchema(client)
  const found = await client.query<Column>(`
    select table_schema || '.' || table_name as table, column_name as column, is_nullable = 'YES' as nullable
    from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`)
  columns = found.rows
  await client.end()
})

afterAll(async () => {
  await admin.query(`drop database ${database}`)
  await admin.end()
})

const columnsOf = (table: string) => columns.filter((one) => one.table === table)

test('every table is mapped once or exempt', () => {
  const named = [...map.datasets, ...map.exempt].map((one) => one.table)
  expect(named.sort()).toEqual([...new Set(columns.map((one) => one.table))].sort())
})

test('every column is classified, and only columns that exist', () => {
  for (const { table, fields } of map.datasets) {
    expect([table, ...Object.keys(fields).sort()]).toEqual([
      table,
      ...columnsOf(table)
        .map((one) => one.column)
        .sort(),
    ])
  }
})

test('what is cleared may be null', () => {
  for (const { table, fields } of map.datasets) {
    const cleared = columnsOf(table).filter(({ column }) => fields[column]?.onErasure === 'clear')
    expect(cleared.filter((one) => !one.nullable)).toEqual([])
  }
})

test('every field of a row that may stay says what becomes of it, or a rule can need it', () => {
  for (const key of [
    'account',
    'contact',
    'self-billed-invoice',
    'self-billed-invoice-line',
    'payment',
    'customer-invoice',
  ]) {
    const fields = map.datasets.find((dataset) => dataset.key === key)?.fields ?? {}
    const silent = Object.entries(fields).filter(
      ([, field]) => !field.onErasure && !field.term && field.category !== 'reference',
    )
    expect([key, silent]).toEqual([key, []])
  }
})

test('speaks the vocabulary and names only what it declares', () => {
  const controllers = new Map(map.controllers.map((one) => [one.key, one]))
  const identifiers = map.identifiers.map((one) => one.key)
  for (const dataset of map.datasets) {
    expect(legalBases).toContain(dataset.legalBasis)
    expect(controllers.get(dataset.controller)?.relation).toBe(dataset.role === 'processor' ? 'client' : 'own')
    for (const field of Object.values(dataset.fields)) {
      expect(fieldCategories).toContain(field.category)
      if (field.term) expect(fieldTerms).toContain(field.term)
    }
    for (const { identifier, field } of dataset.identifiedBy ?? []) {
      expect(identifiers).toContain(identifier)
      expect(Object.keys(dataset.fields)).toContain(field)
    }
    for (const point of dataset.contactPoints ?? []) expect(Object.keys(dataset.fields)).toContain(point)
    for (const link of dataset.links ?? []) {
      const target = map.datasets.find((one) => one.key === link.to)
      expect(Object.keys(dataset.fields)).toEqual(expect.arrayContaining(link.fields))
      expect(Object.keys(target?.fields ?? {})).toEqual(expect.arrayContaining(link.toFields))
    }
    // Without either nobody would ever be found in it.
    expect((dataset.identifiedBy?.length ?? 0) + (dataset.links?.length ?? 0)).toBeGreaterThan(0)
  }
})

test('says of every field where it comes from, and never that what names others is portable by mistake', () => {
  for (const { key, fields } of map.datasets) {
    const silent = Object.keys(fields).filter((name) => !fields[name]?.origin)
    expect([key, silent]).toEqual([key, []])
    const notes = Object.values(fields).filter(({ label }) => label?.en === 'Internal note' || label?.en === 'Note')
    for (const note of notes) expect(note).toMatchObject({ origin: 'inferred', namesOthers: true })
  }
})
