// What a backup of the shop holds, and the shop as it was that day.
import type pg from 'pg'

const tables = ['customer', 'invoice', 'invoice_line', 'wish', 'newsletter']
export type Backup = Record<string, unknown[]>

export async function backup(shop: pg.Client): Promise<Backup> {
  const saved: Backup = {}
  for (const table of tables) {
    const { rows } = await shop.query(`select to_jsonb(t) as row from shop.${table} t`)
    saved[table] = rows.map(({ row }) => row)
  }
  return saved
}

/** As pg_restore would: everything as it was that day. */
export async function restore(shop: pg.Client, saved: Backup): Promise<void> {
  await shop.query(`truncate ${tables.map((table) => `shop.${table}`).join(', ')}`)
  for (const table of tables)
    await shop.query(`insert into shop.${table} select * from jsonb_populate_recordset(null::shop.${table}, $1)`, [
      JSON.stringify(saved[table]),
    ])
}
