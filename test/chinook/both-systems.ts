// The data map of Chinook's two systems, and what else they need that is not shipped.
import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import type { TestDatabase } from '../connectors/engines'
import { czechRuleFile, dataMapFile } from './chinook'

export const file = (name: string, content: unknown): string => {
  const at = path.join(os.tmpdir(), `two-engines-${process.pid}-${name}.yaml`)
  writeFileSync(at, JSON.stringify(content))
  return at
}

/** customer_id → CustomerId, as the same column is called on MariaDB. */
export const pascal = (name: string) => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

type Text = { en: string; fr: string }
type Dataset = { key: string; system: string; table: string; label: Text; document?: { partOf?: string } } & Record<
  string,
  unknown
>

/** What is said of the shop, said of the web shop too, in the names of its tables. */
export function mapOfBoth(web: TestDatabase): unknown {
  const map = parse(readFileSync(dataMapFile, 'utf8').replace('Belgium: BE', 'Austria: AT\n          Belgium: BE')) as {
    systems: unknown[]
    datasets: Dataset[]
    exempt: { system: string; table: string; reason: string }[]
  }
  const tableOf = (table: string) => web.table('chinook', pascal(table.replace('public.', '')))
  const named = (value: unknown): unknown => {
    if (typeof value === 'string') return /^[a-z]+(_[a-z]+)*$/.test(value) ? pascal(value) : value
    return Array.isArray(value) ? value.map(named) : value
  }
  const datasets = map.datasets.map((dataset) => {
    const { key, table, fields, identifiedBy, contactPoints, links, document, ...more } = dataset
    const own = document as
      | { date?: string; jurisdiction?: { field: string; values: unknown }; partOf?: string }
      | undefined
    return {
      ...{ ...more, key: `web-${key}`, system: 'web', table: tableOf(table), contactPoints: named(contactPoints) },
      fields: Object.fromEntries(Object.entries(fields as object).map(([name, field]) => [pascal(name), field])),
      identifiedBy: (identifiedBy as { identifier: string; field: string }[] | undefined)?.map(
        ({ identifier, field }) => ({
          ...{ identifier, field: pascal(field) },
        }),
      ),
      links: (links as { to: string; fields: string[]; toFields: string[] }[] | undefined)?.map((link) => ({
        ...{ to: `web-${link.to}`, fields: named(link.fields), toFields: named(link.toFields) },
      })),
      ...(own?.partOf && { document: { partOf: `web-${own.partOf}` } }),
      ...(own?.jurisdiction && {
        document: {
          ...{ ...own, date: pascal(own.date ?? '') },
          jurisdiction: { field: pascal(own.jurisdiction.field), values: own.jurisdiction.values },
        },
      }),
    }
  })
  return {
    ...map,
    systems: [...map.systems, { key: 'web', name: 'Web shop', kind: 'mariadb' }],
    datasets: [...map.datasets, ...datasets],
    exempt: [...map.exempt, ...map.exempt.map((e) => ({ ...e, system: 'web', table: tableOf(e.table) }))],
  }
}

/** By hand, as the Czech one. */
export function austrianRule(): unknown {
  const rules = parse(readFileSync(czechRuleFile, 'utf8')) as { rules: Record<string, unknown>[] }
  const law = { reference: '§ 132 BAO', url: 'https://www.ris.bka.gv.at/eli/bgbl/1961/194/P132' }
  const austria = { key: 'invoice-at', jurisdiction: 'AT', name: { en: 'Austria', fr: 'Autriche' }, law, period: 'P7Y' }
  return { ...rules, rules: rules.rules.map((rule) => ({ ...rule, ...austria })) }
}
