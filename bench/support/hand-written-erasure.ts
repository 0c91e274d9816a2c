// The same end state by hand, in one transaction: what no law keeps is deleted, the invoices of the last ten years stay
// without the e-mail address, the customer's row stays because they refer to it.
import type pg from 'pg'
import { emailOf } from './company'

const OLD = `select id from shop.invoice where customer_id = $1 and issued_on < date '2016-01-01'`

const statements = [
  ...['visit', 'address', 'payment_method', 'ticket', 'sign_in'].map(
    (table) => `delete from shop.${table} where customer_id = $1`,
  ),
  'delete from shop.sale_line where sale_id in (select id from shop.sale where customer_id = $1)',
  'delete from shop.sale where customer_id = $1',
  `delete from shop.invoice_line where invoice_id in (${OLD})`,
  `delete from shop.invoice where id in (${OLD})`,
  'update shop.invoice set buyer_email = null where customer_id = $1',
  `update shop.customer set email = 'erased-' || id || '@invalid.example', name = null, phone = null, note = null
    where id = $1`,
]

export async function eraseByHand(shop: pg.Client, customer: number): Promise<void> {
  await shop.query('begin')
  for (const statement of statements) await shop.query(statement, [customer])
  await shop.query('delete from shop.newsletter where lower(email) = lower($1)', [emailOf(customer)])
  await shop.query('commit')
}

const tables = ['visit', 'address', 'payment_method', 'ticket', 'sign_in', 'sale', 'invoice']

/** What is left of a person, so that both sides can be held to the same end state. */
export async function leftOf(shop: pg.Client, customer: number): Promise<string> {
  const counts = tables.map((table) => `(select count(*) from shop.${table} where customer_id = $1) as "${table}"`)
  const { rows } = await shop.query(
    `select ${counts.join(', ')}, (select count(*) from shop.newsletter where email = $2) as newsletter,
      (select count(*) from shop.invoice where customer_id = $1 and buyer_email is not null) as addresses,
      (select name from shop.customer where id = $1) as name`,
    [customer, emailOf(customer)],
  )
  return JSON.stringify(rows[0])
}
