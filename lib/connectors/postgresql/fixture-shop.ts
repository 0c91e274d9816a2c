// A small shop with everything that goes wrong: composite keys, char(n), citext, reserved and quoted names, two schemas,
// a self-reference, look-alikes of one person. Nobody in it is real.
import type { MapDataset, MapField } from '../../domain/data-map/types'
import type { SystemMap } from '../connector'

export const shopSchema = `
create extension citext;
create schema crm;
create schema "Billing Dept";
create schema stats;
create table crm.customer (
  id bigint generated always as identity primary key,
  code uuid not null unique default gen_random_uuid(),
  number text not null unique,
  email text not null unique,
  phone text,
  name text not null,
  note varchar(40),
  referred_by bigint references crm.customer
);
create table crm.account (
  tenant integer, no char(6), customer_id bigint not null references crm.customer, label varchar(20),
  primary key (tenant, no)
);
create table crm."order" (
  "select" bigint primary key, tenant integer not null, no char(6) not null, "User ""Agent""" text,
  foreign key (tenant, no) references crm.account
);
create table crm.visit (
  id bigint primary key, tenant integer, account_no text, ip inet, at timestamptz not null default '2024-03-01 12:30:00.123456+02'
);
create table "Billing Dept"."Invoice" (
  "No" text primary key, customer_id bigint not null references crm.customer, country text, status text not null,
  issued_on date, buyer_name text not null, email text not null, phone text, amount numeric(20, 4) not null default 12345678901234.5678
);
create index on "Billing Dept"."Invoice" (customer_id);
create table "Billing Dept".line (
  invoice text references "Billing Dept"."Invoice", pos smallint, what text, primary key (invoice, pos)
);
create table crm.message (
  id uuid primary key default gen_random_uuid(), customer_id bigint references crm.customer,
  reply_to uuid references crm.message, body text
);
create table crm.newsletter (email citext primary key, ip inet, active boolean not null default true);
create table stats.day (customer_id bigint references crm.customer, day date, visits integer);
`

const field = (category: MapField['category'], more: Partial<MapField> = {}): MapField => ({ category, ...more })
const said = { en: 'test', fr: 'essai' }

export function dataset(key: string, table: string, more: Partial<MapDataset>): MapDataset {
  return {
    ...{ key, system: 'shop', table, label: said, controller: 'shop', role: 'controller', purposes: [said] },
    ...{ legalBasis: 'contract', recipients: [], retention: said, erasure: 'delete', fields: {}, ...more },
  }
}

const customer = dataset('customer', 'crm.customer', {
  identifiedBy: [
    { identifier: 'email', field: 'email' },
    { identifier: 'number', field: 'number' },
    { identifier: 'phone', field: 'phone' },
  ],
  contactPoints: ['email'],
  fields: {
    id: field('reference'),
    number: field('reference'),
    email: field('contact', { onErasure: { replace: 'erased-{id}@invalid' } }),
    phone: field('contact'),
    name: field('identity', { term: 'legal-name' }),
    note: field('free-text'),
  },
})

export const shopMap: SystemMap = {
  system: 'shop',
  identifiers: [
    { key: 'email', label: said, normalise: 'email', asked: true },
    { key: 'number', label: said, normalise: 'exact', asked: true },
    { key: 'phone', label: said, normalise: 'phone', asked: false },
    { key: 'iban', label: said, normalise: 'upper', asked: false },
  ],
  controllers: [{ key: 'shop', timeZone: 'Europe/Paris' }],
  exempt: ['stats.day'],
  datasets: [
    customer,
    dataset('account', 'crm.account', {
      links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
      fields: { tenant: field('reference'), no: field('reference'), label: field('free-text') },
    }),
    dataset('order', 'crm.order', {
      links: [{ to: 'account', fields: ['tenant', 'no'], toFields: ['tenant', 'no'] }],
      fields: { select: field('reference'), 'User "Agent"': field('technical') },
    }),
    dataset('visit', 'crm.visit', {
      links: [{ to: 'account', fields: ['tenant', 'account_no'], toFields: ['tenant', 'no'] }],
      fields: { id: field('reference'), ip: field('technical'), at: field('behaviour') },
    }),
    dataset('invoice', 'Billing Dept.Invoice', {
      links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
      document: {
        type: 'invoice',
        jurisdiction: { field: 'country', values: { France: 'FR', Allemagne: 'DE' } },
        date: 'issued_on',
        issued: { field: 'status', in: ['issued'] },
      },
      fields: {
        No: field('reference'),
        country: field('invoicing'),
        buyer_name: field('invoicing', { term: 'legal-name' }),
        email: field('contact', { onErasure: { replace: '-' } }),
        phone: field('contact'),
        amount: field('invoicing'),
      },
    }),
    dataset('line', 'Billing Dept.line', {
      links: [{ to: 'invoice', fields: ['invoice'], toFields: ['No'] }],
      document: { partOf: 'invoice' },
      fields: { invoice: field('reference'), pos: field('reference'), what: field('invoicing', { term: 'line' }) },
    }),
    dataset('message', 'crm.message', {
      links: [
        { to: 'customer', fields: ['customer_id'], toFields: ['id'] },
        { to: 'message', fields: ['reply_to'], toFields: ['id'] },
      ],
      fields: { id: field('reference'), body: field('communication') },
    }),
    dataset('newsletter', 'crm.newsletter', {
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      contactPoints: ['email'],
      fields: { email: field('contact'), ip: field('technical'), active: field('preference') },
    }),
  ],
}

/** José (1) and people who must never be taken for him: 2 to 7. */
export const shopRows = `
insert into crm.customer (number, email, phone, name, note) values
  ('42', 'José@x.fr', '+33 6 12 34 56 78', 'José', 'calls often'),
  ('042', 'jose@x.fr', '+33612345679', 'Jose', null),
  ('42.0', 'josé+shop@x.fr', null, 'Plus', ''),
  ('4 2', 'josé@x.fr.example', '', 'Longer', null),
  ('43', 'xjosé@x.fr', null, 'Prefix', null),
  ('44', '', null, 'Empty', null),
  ('45', 'o''brien"; drop table crm.customer; --@x.fr', null, 'Quote', null);
update crm.customer set referred_by = 2 where id = 3;
insert into crm.account values (1, 'A1', 1, 'mine'), (2, 'A2', 1, 'mine'), (1, 'A2', 2, 'not mine'), (2, 'A1', 2, 'not mine');
insert into crm."order" values (1, 1, 'A1', 'x'), (2, 2, 'A2', 'x'), (3, 1, 'A2', 'y'), (4, 2, 'A1', 'y');
insert into crm.visit (id, tenant, account_no, ip) values
  (1, 1, 'A1', '10.0.0.1'), (2, 2, 'A2', '10.0.0.2'), (3, 1, 'A2', '10.0.0.3'), (4, 2, 'A1', '::1'), (5, 1, 'A1 x', null), (6, 1, null, null);
insert into "Billing Dept"."Invoice" ("No", customer_id, country, status, issued_on, buyer_name, email, phone) values
  ('F-2010', 1, 'France', 'issued', '2010-05-01', 'José', 'José@x.fr', '1'),
  ('F-2023', 1, 'France', 'issued', '2023-05-01', 'José', 'José@x.fr', '1'),
  ('F-2024', 1, 'France', 'issued', '2024-06-02', 'José', 'José@x.fr', '1'),
  ('D-2024', 1, 'Allemagne', 'draft', '2024-06-02', 'José', 'José@x.fr', '1'),
  ('F-jose', 2, 'France', 'issued', '2024-06-03', 'Jose', 'jose@x.fr', '2');
insert into "Billing Dept".line values ('F-2010', 1, 'old'), ('F-2023', 1, 'a'), ('F-2023', 2, 'b'), ('D-2024', 1, 'draft'), ('F-jose', 1, 'his');
insert into crm.message (id, customer_id, reply_to, body) values
  ('00000000-0000-0000-0000-000000000001', 1, null, 'hello'),
  ('00000000-0000-0000-0000-000000000002', null, '00000000-0000-0000-0000-000000000001', 'answer'),
  ('00000000-0000-0000-0000-000000000003', null, '00000000-0000-0000-0000-000000000002', 'again'),
  ('00000000-0000-0000-0000-000000000009', 2, null, 'other');
insert into crm.newsletter (email, ip) values (' JOSÉ@X.fr ', '10.0.0.1'), ('jose@x.fr', null), ('josé+shop@x.fr', null);
`

export const josé = [{ kind: 'email', value: 'josé@x.fr' }]
