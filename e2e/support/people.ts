// Who takes part: persons of the sample company's story, generated ones, and strangers.
import { randomUUID } from 'node:crypto'
import { everyone } from '@/sample/company/cast'
import { company } from './databases'
import { everybodyWritten } from './mailbox'

export { cast } from '@/sample/company/cast'

/** Of a mailbox that exists and of which no system knows anything: a new one each time. */
export const unknownAddress = (): string => `stranger.${randomUUID().slice(0, 12)}@example.net`

export type Account = { id: string; account_no: string; name: string; email: string }

/**
 * A generated publisher with invoices, who is nobody of the story and has asked for nothing yet. `ofNoClient`: nor has any
 * client's shop seen them, so that no client is asked about them.
 */
export async function freshPublisher({ ofNoClient = false } = {}): Promise<Account> {
  const taken = [...everyone.map(({ email }) => email), ...(await everybodyWritten())]
  const [account] = await company<Account>(
    `select id, account_no, name, email from crm.account a
     where kind = 'publisher' and legal_form = 'person' and email ~ '^[a-z0-9.]+@[a-z0-9.-]+$' and email <> all($1)
       and not exists (select 1 from crm.account b where b.id <> a.id and lower(b.billing_email) = lower(a.email))
       and not exists (select 1 from crm.contact c where c.account_id <> a.id and lower(c.email) = lower(a.email))
       and exists (select 1 from billing.self_billed_invoice i where i.account_id = a.id)
       and (not $2 or not exists (select 1 from tracking.client_click v where lower(v.visitor_email) = lower(a.email)))
     order by id desc limit 1`,
    taken,
    ofNoClient,
  )
  if (!account) throw new Error('the sample company has nobody left')
  return account
}
