// A small shop with everything that goes wrong, in each server's words: composite keys, padded and binary ones, reserved
// and quoted names, several schemas, a self-reference, look-alikes of one person. Nobody in it is real.
import { shopMapAt } from '@/lib/connectors/fixture-shop-map'
import type { Engine, Script, TestDatabase } from './engines'

export const shopSchemas = ['crm', 'Billing Dept', 'stats']

const tables: Script = {
  postgresql: `
create extension citext;
create table {crm}.customer (
  id bigint generated always as identity primary key, code uuid not null unique default gen_random_uuid(),
  number text not null unique, email text not null, phone text, name text not null, note varchar(40),
  referred_by bigint references {crm}.customer
);
create table {crm}.account (
  tenant integer, no char(6), customer_id bigint not null references {crm}.customer, label varchar(20), primary key (tenant, no)
);
create table {crm}."order" (
  "select" bigint primary key, tenant integer not null, no char(6) not null, "User ""Agent""" text,
  foreign key (tenant, no) references {crm}.account
);
create table {crm}.visit (
  id bigint primary key, tenant integer, account_no text, ip inet, at timestamptz not null default '2024-03-01 10:30:00.123456+00'
);
create table {Billing Dept}."Invoice" (
  "No" text primary key, customer_id bigint not null references {crm}.customer, country text, status text not null,
  issued_on date, buyer_name text not null, email text not null, phone text, amount numeric(20, 4) not null default 12345678901234.5678
);
create table {Billing Dept}.line (
  invoice text references {Billing Dept}."Invoice", pos smallint, what text, primary key (invoice, pos)
);
create table {crm}.message (
  id uuid primary key, customer_id bigint references {crm}.customer, reply_to uuid references {crm}.message, body text
);
create table {crm}.newsletter (email citext primary key, ip inet, active boolean not null default true);
create table {stats}.day (customer_id bigint references {crm}.customer, day date, visits integer);
`,
  mariadb: `
create table {crm}.customer (
  id bigint auto_increment primary key, code uuid not null unique default uuid(),
  number varchar(40) not null unique, email varchar(200) not null, phone varchar(40), name varchar(40) not null, note varchar(40),
  referred_by bigint, foreign key (referred_by) references {crm}.customer (id), index (email)
);
create table {crm}.account (
  tenant integer, no char(6), customer_id bigint not null, label varchar(20), primary key (tenant, no),
  foreign key (customer_id) references {crm}.customer (id)
);
create table {crm}.\`order\` (
  \`select\` bigint primary key, tenant integer not null, no char(6) not null, \`User "Agent"\` text,
  foreign key (tenant, no) references {crm}.account (tenant, no)
);
create table {crm}.visit (
  id bigint primary key, tenant integer, account_no varchar(20) character set latin1, ip inet6,
  at timestamp(6) not null default '2024-03-01 10:30:00.123456'
);
create table {Billing Dept}.\`Invoice\` (
  \`No\` varchar(20) primary key, customer_id bigint not null, country varchar(20), status varchar(20) not null,
  issued_on date, buyer_name varchar(40) not null, email varchar(200) not null, phone varchar(40),
  amount decimal(20, 4) not null default 12345678901234.5678, foreign key (customer_id) references {crm}.customer (id)
);
create table {Billing Dept}.line (
  invoice varchar(20), pos smallint, what text, primary key (invoice, pos),
  foreign key (invoice) references {Billing Dept}.\`Invoice\` (\`No\`)
);
create table {crm}.message (
  id binary(16) primary key, customer_id bigint, reply_to binary(16), body text,
  foreign key (customer_id) references {crm}.customer (id), foreign key (reply_to) references {crm}.message (id)
);
create table {crm}.newsletter (email varchar(200) primary key, ip inet6, active boolean not null default true);
create table {stats}.day (customer_id bigint, day date, visits integer, foreign key (customer_id) references {crm}.customer (id));
`,
}

const messageId: Record<Engine['kind'], (n: number) => string> = {
  postgresql: (n) => `'00000000-0000-0000-0000-00000000000${n}'`,
  mariadb: (n) => `unhex('0000000000000000000000000000000${n}')`,
}

/** José (1) and people who must never be taken for him: 2 to 7. */
function rowsOf(kind: Engine['kind']): string {
  const quote = kind === 'postgresql' ? '"' : '`'
  const name = (text: string) => `${quote}${text}${quote}`
  const message = messageId[kind]
  const semicolon = "'o''brien\"; drop table crm.customer; --@x.fr'"
  return `
insert into {crm}.customer (number, email, phone, name, note) values
  ('42', 'José@x.fr', '+33 6 12 34 56 78', 'José', 'calls often'), ('042', 'jose@x.fr', '+33612345679', 'Jose', null),
  ('42.0', 'josé+shop@x.fr', null, 'Plus', ''), ('4 2', 'josé@x.fr.example', '', 'Longer', null),
  ('43', 'xjosé@x.fr', null, 'Prefix', null), ('44', '', null, 'Empty', null), ('45', ${semicolon}, null, 'Quote', null);
update {crm}.customer set referred_by = 2 where id = 3;
insert into {crm}.account values (1, 'A1', 1, 'mine'), (2, 'A2', 1, 'mine'), (1, 'A2', 2, 'not mine'), (2, 'A1', 2, 'not mine');
insert into {crm}.${name('order')} values (1, 1, 'A1', 'x'), (2, 2, 'A2', 'x'), (3, 1, 'A2', 'y'), (4, 2, 'A1', 'y');
insert into {crm}.visit (id, tenant, account_no, ip) values
  (1, 1, 'A1', '::1'), (2, 2, 'A2', '::2'), (3, 1, 'A2', '::3'), (4, 2, 'A1', '::1'), (5, 1, 'A1 x', null), (6, 1, null, null), (7, 1, 'a1', null);
insert into {Billing Dept}.${name('Invoice')} (${name('No')}, customer_id, country, status, issued_on, buyer_name, email, phone) values
  ('F-2010', 1, 'France', 'issued', '2010-05-01', 'José', 'José@x.fr', '1'), ('F-2023', 1, 'France', 'issued', '2023-05-01', 'José', 'José@x.fr', '1'),
  ('F-2024', 1, 'France', 'issued', '2024-06-02', 'José', 'José@x.fr', '1'), ('D-2024', 1, 'Allemagne', 'draft', '2024-06-02', 'José', 'José@x.fr', '1'),
  ('F-jose', 2, 'France', 'issued', '2024-06-03', 'Jose', 'jose@x.fr', '2');
insert into {Billing Dept}.line values ('F-2010', 1, 'old'), ('F-2023', 1, 'a'), ('F-2023', 2, 'b'), ('D-2024', 1, 'draft'), ('F-jose', 1, 'his');
insert into {crm}.message (id, customer_id, reply_to, body) values
  (${message(1)}, 1, null, 'hello'), (${message(2)}, null, ${message(1)}, 'answer'),
  (${message(3)}, null, ${message(2)}, 'again'), (${message(9)}, 2, null, 'other');
insert into {crm}.newsletter (email, ip) values (' JOSÉ@X.fr ', '::1'), ('jose@x.fr', null), ('josé+shop@x.fr', null);
`
}

export const shopScript = (kind: Engine['kind']) => tables[kind] + rowsOf(kind)

export const shopMap = ({ table }: TestDatabase) => shopMapAt(table)
