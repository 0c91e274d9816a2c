// A small shop with everything that goes wrong: composite keys, char(n), citext, reserved and quoted names, two schemas,
// a self-reference, look-alikes of one person. Nobody in it is real.
import { shopMapAt } from '../fixture-shop-map'

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

export const shopMap = shopMapAt((schema, table) => `${schema}.${table}`)

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
