import type pg from 'pg'
import { advanceIdentity, bulkInsert, type Row } from './bulk-insert'
import { calendarOf } from './calendar'
import { makeAccounts } from './make-accounts'
import { campaignsOf, makeCampaigns, makeMemberships } from './make-campaigns'
import { currentIbans, makeContacts, makePaymentDetails } from './make-contacts'
import { makeCustomerInvoices, makeSelfBilledInvoices } from './make-invoices'
import { makeLegacyContacts, makeSubscriptions } from './make-marketing'
import { makeBatchRuns, makeCampaignDays, makeCountries, makeSubsidiaries } from './make-statistics'
import { makeLogins, makeTickets } from './make-support'
import { makeClicks, makeClientClicks, makeConversions } from './make-tracking'

/** Rows by table, in the order in which foreign keys allow them. */
export type Counts = Record<string, number>

interface CompanyOptions {
  seed: number
  /** ISO date: every other date is relative to it. */
  today: string
  /** Accounts (people and firms) in all, the cast among them; 60 at least. */
  people?: number
}

type Tables = Record<string, readonly Row[]>

function makeTables({ seed, today, people = 2000 }: CompanyOptions): Tables {
  const calendar = calendarOf(today)
  const accounts = makeAccounts(seed, calendar, people)
  const contacts = makeContacts(seed, calendar, accounts)
  const campaigns = makeCampaigns(seed, calendar, accounts)
  const memberships = makeMemberships(seed, calendar, accounts, campaigns)
  const details = makePaymentDetails(seed, calendar, accounts)
  const selfBilled = makeSelfBilledInvoices(seed, today, accounts, campaignsOf(memberships), currentIbans(details))
  const customer = makeCustomerInvoices(seed, today, accounts, campaigns, contacts)
  const clicks = makeClicks(seed, calendar, accounts, memberships)
  const { tickets, messages } = makeTickets(seed, calendar, accounts, contacts)
  return {
    'ref.country': makeCountries(),
    'ref.subsidiary': makeSubsidiaries(),
    'crm.account': accounts.map((account) => account.row),
    'crm.contact': contacts,
    'crm.campaign': campaigns,
    'crm.membership': memberships,
    'crm.login_history': makeLogins(seed, calendar, accounts),
    'crm.Legacy Contact': makeLegacyContacts(seed, calendar, contacts, Math.round(people * 0.15)),
    'billing.payment_details': details,
    'billing.self_billed_invoice': selfBilled.invoices,
    'billing.self_billed_invoice_line': selfBilled.lines,
    'billing.payment': selfBilled.payments,
    'billing.customer_invoice': customer.invoices,
    'billing.customer_invoice_line': customer.lines,
    'billing.customer_payment': customer.payments,
    'tracking.click': clicks,
    'tracking.conversion': makeConversions(seed, clicks),
    'tracking.client_click': makeClientClicks(seed, calendar, accounts, contacts, people * 6),
    'marketing.newsletter_subscription': makeSubscriptions(seed, calendar, contacts),
    'support.ticket': tickets,
    'support.message': messages,
    'stats.campaign_day': makeCampaignDays(seed, calendar, campaigns),
    'stats.batch_run': makeBatchRuns(seed, calendar),
  }
}

async function insertTables(client: pg.ClientBase, tables: Tables): Promise<Counts> {
  const counts: Counts = {}
  for (const [table, rows] of Object.entries(tables)) {
    counts[table] = await bulkInsert(client, table, rows)
    if (rows[0] && 'id' in rows[0]) await advanceIdentity(client, table)
  }
  return counts
}

/**
 * Fills the empty tables of schema.sql with the sample company, in one transaction. The same options give the same
 * rows. Throws on a company that stands already (its keys collide) and on fewer than 60 people.
 */
export async function generateCompany(client: pg.ClientBase, options: CompanyOptions): Promise<Counts> {
  if ((options.people ?? 2000) < 60) throw new RangeError('the sample company needs 60 people at least')
  const tables = makeTables(options)
  await client.query('begin')
  try {
    // Instants are written with Z, dates as ISO text: no setting of the session may change what is stored.
    const counts = await insertTables(client, tables)
    await client.query('commit')
    await client.query('analyze')
    return counts
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
