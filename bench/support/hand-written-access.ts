// What somebody would write who is asked for one person's copy: eleven statements, eleven CSV files and one JSON file.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type pg from 'pg'
import { emailOf } from './company'

const byCustomer = ['address', 'payment_method', 'sale', 'invoice', 'visit', 'ticket', 'sign_in']
const statements: [table: string, sql: string][] = [
  ['customer', 'select * from shop.customer where id = $1'],
  ...byCustomer.map((table): [string, string] => [
    table,
    `select * from shop.${table} where customer_id = $1 order by id`,
  ]),
  [
    'sale_line',
    'select * from shop.sale_line where sale_id in (select id from shop.sale where customer_id = $1) order by 1, 2',
  ],
  [
    'invoice_line',
    'select * from shop.invoice_line where invoice_id in (select id from shop.invoice where customer_id = $1) order by 1, 2',
  ],
]

/** Answers how many rows it wrote. */
export async function copyByHand(shop: pg.Client, customer: number): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'by-hand-'))
  try {
    await shop.query('begin isolation level repeatable read read only')
    const email = emailOf(customer)
    const found = await shop.query('select id from shop.customer where lower(email) = lower($1)', [email])
    const all: Record<string, unknown[]> = {}
    for (const [table, sql] of statements) all[table] = (await shop.query(sql, [found.rows[0].id])).rows
    all.newsletter = (await shop.query('select * from shop.newsletter where lower(email) = lower($1)', [email])).rows
    await shop.query('commit')
    for (const [table, rows] of Object.entries(all))
      await writeFile(
        path.join(folder, `${table}.csv`),
        stringify(rows, { header: true, cast: { date: (d) => d.toISOString() } }),
      )
    await writeFile(path.join(folder, 'data.json'), JSON.stringify(all, null, 2))
    return Object.values(all).reduce((sum, rows) => sum + rows.length, 0)
  } finally {
    await rm(folder, { recursive: true })
  }
}
