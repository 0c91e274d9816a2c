// Requests by the million, made by the server itself: columns of realistic length and spread, ciphertext that opens
// nowhere, keyed digests that are random. What is looked for by a search is set on purpose.
//
// The spread is that of an office that has seen a million: closed ones go back 1,500 days, some 660 a day, each open for
// about a fortnight; so one in 101 is open (9,900), received over the last 40 days and strewn all over the table.
import type pg from 'pg'

const CHUNK = 100_000

/** As lib/platform/crypto/blind-index.ts writes them: base64url. */
const digest = (bytes: string): string => `'i1.' || translate(encode(sha256(${bytes}), 'base64'), '+/=', '-_')`

const rows = (from: number, to: number): string => `
insert into subject_request (id, reference, status, channel, locale, controller_key, received_at, received_on, time_zone,
  calendar, nominal_on, due_on, clock, rights, identity, identity_level, confirmed_at, closed_at, assignee_id, wrapped_key,
  name_enc, email_enc, message_enc, identifiers_enc, email_index, search_index)
select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'HB-2026-' || lpad(n::text, greatest(6, length(n::text)), '0'), status, 'web', 'en',
  'shop-fr', received, received::date, 'Europe/Paris', 'FR', received::date + 30, received::date + 31,
  '{"version":1,"steps":["received","month","working-day"],"due":"2026-12-01","calendar":"FR","region":null}'::jsonb,
  case when n % 23 < 11 then '{access}'::text[] when n % 23 < 21 then '{erasure}'::text[] else '{access,erasure}'::text[] end,
  case when status = 'identifying' then 'waiting' when status = 'unconfirmed' then 'unproven' else 'proven' end, 2,
  received, case when open then null else received + interval '12 days' end,
  case when n % 7 < 3 then staff[1 + n / 7 % cardinality(staff)] end,
  'v1.k1.' || repeat('w', 96), 'v1.' || repeat('n', 80), 'v1.' || repeat('e', 90),
  case when n % 2 = 0 then 'v1.' || repeat('m', 400) end, 'v1.' || repeat('i', 60),
  ${digest(`('mail' || n % 700000)::bytea`)},
  array[${digest(`('first' || n % 5000)::bytea`)}, ${digest(`('last' || n % 60000)::bytea`)}]
from (
  select n, open, staff,
    case when not open then (array['closed', 'closed', 'closed', 'refused', 'lapsed'])[1 + n % 5]
      else (array['unconfirmed', 'identifying', 'discovering', 'deciding', 'approving', 'executing'])[1 + n / 101 % 6] end as status,
    case when open then now() - (n / 101 % 40) * interval '1 day' else now() - interval '40 days' - (n % 1500) * interval '1 day' end
      - (n % 86400) * interval '1 second' as received
  from (select n, n % 101 = 0 as open, array(select id from staff_user order by id) as staff from generate_series(${from}, ${to}) n) s
) s`

const around = [
  `insert into request_item (id, request_id, "right", status, outcome, moved_at)
   select gen_random_uuid(), id, r, case when closed_at is not null then 'done' when status = 'approving' then 'prepared'
     when status = 'deciding' then 'planned' when status = 'executing' then 'approved' when status = 'discovering' then 'discovering'
     else 'waiting' end, case when closed_at is not null then 'provided' end,
     case when closed_at is null and status in ('discovering', 'executing') and reference not like '%3' then now()
       else coalesce(closed_at, received_at) end
   from subject_request, unnest(rights) r`,
  `insert into plan (id, item_id, number, document, hash, map_version, status, prepared_by)
   select gen_random_uuid(), i.id, 1, '{"format":"habeas-plan/1","totals":{"rows":67}}'::jsonb, repeat('h', 64), 1,
     case i.status when 'planned' then 'draft' when 'done' then 'approved' else i.status end,
     case when i.status <> 'planned' then (select id from staff_user order by id limit 1) end
   from request_item i where i.status in ('prepared', 'planned', 'approved', 'done')`,
  `insert into step (id, plan_id, system_key, status)
   select gen_random_uuid(), id, 'shop', case when status = 'approved' and n % 500 = 0 then 'waiting' else 'verified' end
   from (select p.id, i.status, row_number() over (partition by i.status) as n
     from plan p join request_item i on i.id = p.item_id where p.status = 'approved') p`,
  `insert into letter (id, request_id, kind, locale, recipient_enc, subject_enc, text_enc, html_enc, message_id, status,
     recipient_index, created_at, sent_at)
   select gen_random_uuid(), id, 'your-page', 'en', repeat('r', 90), repeat('s', 90), repeat('t', 1500), null, '<' || id || '@x>',
     case when reference like '%0007' then 'undeliverable' else 'sent' end, email_index, received_at, received_at
   from subject_request where reference like '%7'`,
]

/** The indexes are those of the migrations, set aside while the rows come in. */
export async function generateRequests(client: pg.Client, count: number): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'subject_request' and indexdef not like 'CREATE UNIQUE%'`,
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  for (let from = 1; from <= count; from += CHUNK) await client.query(rows(from, Math.min(count, from + CHUNK - 1)))
  await client.query(`set maintenance_work_mem = '256MB'`)
  for (const { definition } of indexes) await client.query(definition)
  for (const statement of around) await client.query(statement)
  await client.query('vacuum analyze')
}
