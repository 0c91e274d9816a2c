// A small shop with everything that goes wrong, in each server's words: composite keys, padded and binary ones, reserved
// and quoted names, several schemas, a self-reference, look-alikes of one person. Nobody in it is real.
import type { SystemMap } from '@/lib/connectors/connector'
import type { MapDataset, MapField } from '@/lib/domain/data-map/types'
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

const field = (category: MapField['category'], more: Partial<MapField> = {}): MapField => ({ category, ...more })
const said = { en: 'test', fr: 'essai' }

export function dataset(key: string, table: string, more: Partial<MapDataset>): MapDataset {
  return {
    ...{ key, system: 'shop', table, label: said, controller: 'shop', role: 'controller', purposes: [said] },
    ...{ legalBasis: 'contract', recipients: [], retention: said, erasure: 'delete', fields: {}, ...more },
  }
}

export const systemMap = (datasets: MapDataset[], exempt: string[] = []): SystemMap => ({
  system: 'shop',
  identifiers: [
    { key: 'email', label: said, normalise: 'email', asked: true },
    { key: 'number', label: said, normalise: 'exact', asked: true },
    { key: 'phone', label: said, normalise: 'phone', asked: false },
    { key: 'iban', label: said, normalise: 'upper', asked: false },
  ],
  controllers: [{ key: 'shop', timeZone: 'Europe/Paris' }],
  ...{ exempt, datasets },
})

const customer = (table: string) =>
  dataset('customer', table, {
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

const invoice = (table: string) =>
  dataset('invoice', table, {
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
  })

export const shopMap = ({ table }: TestDatabase): SystemMap =>
  systemMap(
    [
      customer(table('crm', 'customer')),
      dataset('account', table('crm', 'account'), {
        links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
        fields: { tenant: field('reference'), no: field('reference'), label: field('free-text') },
      }),
      dataset('order', table('crm', 'order'), {
        links: [{ to: 'account', fields: ['tenant', 'no'], toFields: ['tenant', 'no'] }],
        fields: { select: field('reference'), 'User "Agent"': field('technical') },
      }),
      dataset('visit', table('crm', 'visit'), {
        links: [{ to: 'account', fields: ['tenant', 'account_no'], toFields: ['tenant', 'no'] }],
        fields: { id: field('reference'), ip: field('technical'), at: field('behaviour') },
      }),
      invoice(table('Billing Dept', 'Invoice')),
      dataset('line', table('Billing Dept', 'line'), {
        links: [{ to: 'invoice', fields: ['invoice'], toFields: ['No'] }],
        document: { partOf: 'invoice' },
        fields: { invoice: field('reference'), pos: field('reference'), what: field('invoicing', { term: 'line' }) },
      }),
      dataset('message', table('crm', 'message'), {
        links: [
          { to: 'customer', fields: ['customer_id'], toFields: ['id'] },
          { to: 'message', fields: ['reply_to'], toFields: ['id'] },
        ],
        fields: { id: field('reference'), body: field('communication') },
      }),
      dataset('newsletter', table('crm', 'newsletter'), {
        identifiedBy: [{ identifier: 'email', field: 'email' }],
        contactPoints: ['email'],
        fields: { email: field('contact'), ip: field('technical'), active: field('preference') },
      }),
    ],
    [table('stats', 'day')],
  )

export const josé = [{ kind: 'email', value: 'josé@x.fr' }]
