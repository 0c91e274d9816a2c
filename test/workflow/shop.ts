// A small company: customers, invoices with lines, wishes, a newsletter by address alone. Deletes are counted by the
// company's own trigger, so that "exactly once" is seen from its side.
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'

export const shopSchema = `
create schema shop;
create table shop.customer (id bigint primary key, number text not null unique, email text not null unique,
  name text, phone text);
create table shop.invoice (id bigint primary key, customer_id bigint not null references shop.customer,
  number text not null, issued_on date not null, status text not null, buyer_name text, buyer_address text,
  buyer_email text, total numeric(12,2));
create index on shop.invoice (customer_id);
create table shop.invoice_line (id bigint primary key, invoice_id bigint not null references shop.invoice,
  label text, amount numeric(12,2));
create index on shop.invoice_line (invoice_id);
create table shop.wish (id bigint primary key, customer_id bigint not null references shop.customer, note text);
create index on shop.wish (customer_id);
create table shop.newsletter (email text primary key, since date);
create table shop.change_count (what text not null, id text not null);
create function shop.count_change() returns trigger language plpgsql as $$
begin
  insert into shop.change_count values (tg_table_name || ' ' || lower(tg_op), coalesce(to_jsonb(old)->>'id', ''));
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger counted after delete on shop.wish for each row execute function shop.count_change();
create trigger counted after update on shop.invoice for each row execute function shop.count_change();
`

/** `n` makes people distinct; each has an invoice of 2010 (its duty is over), one of 2024 (held), and three wishes. */
export const customerRows = (n: number, email: string): string => `
insert into shop.customer values (${n}, 'C-${n}', '${email}', 'Person ${n}', '+3315550${n}');
insert into shop.invoice values
  (${n * 10 + 1}, ${n}, 'F-${n}-1', '2010-05-04', 'issued', 'Person ${n}', '1 rue A', '${email}', 10),
  (${n * 10 + 2}, ${n}, 'F-${n}-2', '2024-05-04', 'issued', 'Person ${n}', '1 rue A', '${email}', 20);
insert into shop.invoice_line values (${n * 10 + 1}, ${n * 10 + 1}, 'old', 10), (${n * 10 + 2}, ${n * 10 + 2}, 'new', 20);
insert into shop.wish values (${n * 10 + 1}, ${n}, 'a'), (${n * 10 + 2}, ${n}, 'b'), (${n * 10 + 3}, ${n}, 'c');
insert into shop.newsletter values ('${email}', '2020-01-01');
`

/** Today is in 2026: the invoice of 2024 is kept until the end of 2034 (FR, ten years from the close of the year). */
export const AFTER_ITS_END = 'P8Y2M'

const text = (word: string) => ({ en: word, fr: word })

export const dataset = (key: string, rest: Partial<MapDataset> & Pick<MapDataset, 'fields'>): MapDataset => ({
  key,
  system: 'shop',
  table: `shop.${key.replaceAll('-', '_')}`,
  label: text(key),
  controller: 'shop-fr',
  role: 'controller',
  purposes: [text('selling')],
  legalBasis: 'contract',
  recipients: [],
  retention: text('as long as needed'),
  erasure: 'delete',
  ...rest,
})

export const reference = { category: 'reference', origin: 'assigned' } as const
export const toCustomer = [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }]

export const customer = dataset('customer', {
  identifiedBy: [
    { identifier: 'email', field: 'email' },
    { identifier: 'customer-number', field: 'number' },
  ],
  contactPoints: ['email'],
  fields: {
    id: reference,
    number: reference,
    email: {
      category: 'contact',
      onErasure: { replace: 'erased-{id}@invalid.example' },
      origin: 'provided',
      vocabulary: 'schema:Person.email',
    },
    name: { category: 'identity', origin: 'provided', vocabulary: 'schema:Person.name' },
    phone: { category: 'contact', origin: 'provided', vocabulary: 'schema:Person.telephone' },
  },
})

export const invoice = dataset('invoice', {
  legalBasis: 'legal-obligation',
  links: toCustomer,
  document: {
    type: 'invoice',
    jurisdiction: { country: 'FR' },
    date: 'issued_on',
    issued: { field: 'status', in: ['issued'] },
  },
  fields: {
    id: reference,
    customer_id: reference,
    number: { category: 'invoicing', term: 'document-number' },
    issued_on: { category: 'invoicing', term: 'document-date' },
    status: { category: 'invoicing', term: 'document-status' },
    buyer_name: { category: 'invoicing', term: 'legal-name' },
    buyer_address: { category: 'invoicing', term: 'postal-address' },
    buyer_email: { category: 'contact' },
    total: { category: 'invoicing', term: 'amount' },
  },
})

export const newsletter = dataset('newsletter', {
  legalBasis: 'consent',
  identifiedBy: [{ identifier: 'email', field: 'email' }],
  contactPoints: ['email'],
  fields: {
    email: { category: 'contact', origin: 'provided', vocabulary: 'schema:Person.email' },
    since: { category: 'preference', origin: 'observed' },
  },
})

const datasets: MapDataset[] = [
  customer,
  invoice,
  dataset('invoice-line', {
    legalBasis: 'legal-obligation',
    links: [{ to: 'invoice', fields: ['invoice_id'], toFields: ['id'] }],
    document: { partOf: 'invoice' },
    fields: {
      id: reference,
      invoice_id: reference,
      label: { category: 'invoicing', term: 'line' },
      amount: { category: 'invoicing', term: 'amount' },
    },
  }),
  dataset('wish', {
    links: toCustomer,
    fields: { id: reference, customer_id: reference, note: { category: 'free-text', origin: 'provided' } },
  }),
  newsletter,
]

export const shopMap: DataMap = {
  format: 'habeas-data-map/1',
  organisation: { name: 'Shop', defaultController: 'shop-fr' },
  controllers: [
    {
      key: 'shop-fr',
      name: 'Shop SAS',
      relation: 'own',
      country: 'FR',
      timeZone: 'Europe/Paris',
      calendar: 'FR',
      dpo: { email: 'dpo@shop.example' },
    },
  ],
  identifiers: [
    { key: 'email', label: text('E-mail'), normalise: 'email', asked: false },
    { key: 'customer-number', label: text('Customer number'), normalise: 'upper', asked: true },
  ],
  systems: [{ key: 'shop', name: 'Shop', kind: 'postgresql' }],
  datasets,
  exempt: [{ system: 'shop', table: 'shop.change_count', reason: 'counts only' }],
}
