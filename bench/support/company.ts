// A shop's database in eleven tables, made by the server itself. Nobody in it is real.
import type pg from 'pg'

export const companySchema = `
create schema shop;
create table shop.customer (id bigint primary key, number text not null unique, email text not null unique,
  name text, phone text, note text);
create index customer_email_lower on shop.customer (lower(email));
create index customer_number_upper on shop.customer (upper(number));
create table shop.address (id bigint primary key, customer_id bigint not null references shop.customer, street text,
  postal_code text, city text, country char(2));
create index address_customer on shop.address (customer_id);
create table shop.payment_method (id bigint primary key, customer_id bigint not null references shop.customer,
  holder text, iban text);
create index payment_method_customer on shop.payment_method (customer_id);
create table shop.sale (id bigint primary key, customer_id bigint not null references shop.customer,
  ordered_at timestamptz not null, channel text, remark text);
create index sale_customer on shop.sale (customer_id);
create table shop.sale_line (sale_id bigint not null references shop.sale, line_no int not null, article text,
  amount numeric(12,2), primary key (sale_id, line_no));
create table shop.invoice (id bigint primary key, customer_id bigint not null references shop.customer,
  number text not null unique, issued_on date not null, status text not null, buyer_name text, buyer_address text,
  buyer_email text, total numeric(12,2));
create index invoice_customer on shop.invoice (customer_id);
create table shop.invoice_line (invoice_id bigint not null references shop.invoice, line_no int not null, label text,
  amount numeric(12,2), primary key (invoice_id, line_no));
create table shop.visit (id bigint primary key, customer_id bigint not null references shop.customer,
  at timestamptz not null, ip inet not null, page text not null);
create index visit_customer on shop.visit (customer_id);
create table shop.ticket (id bigint primary key, customer_id bigint not null references shop.customer, subject text,
  body text);
create index ticket_customer on shop.ticket (customer_id);
create table shop.sign_in (id bigint primary key, customer_id bigint not null references shop.customer,
  at timestamptz not null, ip inet not null);
create index sign_in_customer on shop.sign_in (customer_id);
create table shop.newsletter (email text primary key, since date);
create index newsletter_email_lower on shop.newsletter (lower(email));
`

export const emailOf = (customer: number): string => `person${customer}@example.org`

/** Customers `from` to `to`, each with rows in all eleven tables; two of four invoices are past their ten years. */
const rows = (from: number, to: number, visits: number): string[] => [
  `insert into shop.customer select c, 'C-' || c, 'person' || c || '@example.org', 'Person ' || c, '+33155' || c, 'note ' || c
    from generate_series(${from}, ${to}) c`,
  `insert into shop.address select c * 10 + n, c, n || ' rue des Lilas', '7500' || n, 'Paris', 'FR'
    from generate_series(${from}, ${to}) c, generate_series(1, 3) n`,
  `insert into shop.payment_method select c * 10 + n, c, 'Person ' || c, 'FR76' || lpad((c * 10 + n)::text, 20, '0')
    from generate_series(${from}, ${to}) c, generate_series(1, 2) n`,
  `insert into shop.sale select c * 10 + n, c, timestamptz '2024-01-01' + n * interval '9 days', 'web', 'remark ' || n
    from generate_series(${from}, ${to}) c, generate_series(1, 5) n`,
  `insert into shop.sale_line select c * 10 + n, l, 'Article ' || l, l * 9.9
    from generate_series(${from}, ${to}) c, generate_series(1, 5) n, generate_series(1, 3) l`,
  `insert into shop.invoice select c * 10 + n, c, 'F-' || c || '-' || n,
      case when n <= 2 then date '2009-03-01' + n else date '2024-03-01' + n end, 'issued', 'Person ' || c, '1 rue des Lilas',
      'person' || c || '@example.org', n * 10
    from generate_series(${from}, ${to}) c, generate_series(1, 4) n`,
  `insert into shop.invoice_line select c * 10 + n, l, 'Article ' || l, l * 9.9
    from generate_series(${from}, ${to}) c, generate_series(1, 4) n, generate_series(1, 2) l`,
  `insert into shop.visit select c::bigint * 2000000 + n, c, timestamptz '2025-01-01' + n * interval '7 seconds',
      inet '10.0.0.0' + n % 65536, '/page/' || n % 97
    from generate_series(${from}, ${to}) c, generate_series(1, ${visits}) n`,
  `insert into shop.ticket select c * 10 + n, c, 'Where is my parcel', repeat('It has not come yet. ', 12)
    from generate_series(${from}, ${to}) c, generate_series(1, 3) n`,
  `insert into shop.sign_in select c * 10 + n, c, timestamptz '2025-05-01' + n * interval '1 hour', inet '10.1.0.0' + n
    from generate_series(${from}, ${to}) c, generate_series(1, 5) n`,
  `insert into shop.newsletter select 'person' || c || '@example.org', date '2020-01-01' from generate_series(${from}, ${to}) c`,
]

export async function addCustomers(shop: pg.Client, [from, to]: [number, number], visits: number): Promise<void> {
  for (const statement of rows(from, to, visits)) await shop.query(statement)
}

export const settle = async (shop: pg.Client): Promise<void> => {
  await shop.query('vacuum analyze')
  await shop.query('checkpoint')
}
