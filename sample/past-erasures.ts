// What follows an erasure, to be seen at once: a person whose oldest invoices' hold ends these days, and a restored backup.
import pg from 'pg'
import { workerActor } from '@/lib/auth/worker-actor'
import { today } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db/client'
import { recheckErasure } from '@/lib/workflow/recheck-erasure'
import type { Chapter } from './chapters'
import { must } from './must'

async function inCompany<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** In Spain, where the office keeps ten years to the day: one whose invoices turn ten this month and last, and whose address is nobody else's. */
export async function someoneWithOldInvoices(companyUrl: string): Promise<Omit<Chapter, 'daysAgo'> | null> {
  const tenYearsAgo = today('Europe/Paris').subtract({ years: 10 })
  const monthEnds = tenYearsAgo.with({ day: tenYearsAgo.daysInMonth })
  const { rows } = await inCompany(companyUrl, (client) =>
    client.query<{ name: string; email: string }>(
      `select a.name, a.email from crm.account a join billing.self_billed_invoice i on i.account_id = a.id
        where a.kind = 'publisher' and a.legal_form = 'person' and a.country = 'ES' and a.email ~ '^[a-z.]+@[a-z.-]+$'
          and i.status = 'issued' and i.issuing_country = 'ES'
          and not exists (select 1 from crm.account o where o.id <> a.id and lower(o.billing_email) = lower(a.email))
          and not exists (select 1 from crm.contact c where c.account_id <> a.id and lower(c.email) = lower(a.email))
        group by a.id
        order by bool_or(i.issue_date between $1::date + 1 and $2::date)::int
               + bool_or(i.issue_date between $1::date - 45 and $1::date - 2)::int desc, a.id
        limit 1`,
      [tenYearsAgo.toString(), monthEnds.toString()],
    ),
  )
  const [person] = rows
  if (!person) return null
  const message = 'I have closed my site. Please delete what you have about me.'
  return { ...person, rights: ['erasure'], locale: 'en', until: 'done', message, assigned: true }
}

export type Backup = { email: string; contacts: unknown[] }

/** As the company's own nightly copy would have it. */
export const takeABackup = (companyUrl: string, email: string): Promise<Backup> =>
  inCompany(companyUrl, async (client) => {
    const { rows } = await client.query<{ row: unknown }>(
      'select to_json(c) as row from crm.contact c where c.email = $1',
      [email],
    )
    return { email, contacts: rows.map(({ row }) => row) }
  })

/** Somebody puts it back, and the night's second look finds what had been erased. */
export async function restoreABackup(companyUrl: string, { contacts }: Backup): Promise<void> {
  await inCompany(companyUrl, async (client) => {
    for (const row of contacts)
      await client.query(
        'insert into crm.contact overriding system value select * from json_populate_record(null::crm.contact, $1)',
        [row],
      )
  })
  const memories = await db.erasureMemory.findMany({ where: { forgottenAt: null }, select: { id: true } })
  for (const { id } of memories) must(await recheckErasure(workerActor(), { memoryId: id }))
}
