import { type Calendar, calendarOf } from './calendar'
import type { Publishing } from './cast'
import { noteText } from './free-text'
import {
  byDate,
  type InvoiceCore,
  invoiceCore,
  type LineRow,
  linesOf,
  numbering,
  type PaymentRow,
  type Planned,
  paymentOf,
  regularDates,
} from './invoice-parts'
import type { Account } from './make-accounts'
import type { CampaignRow } from './make-campaigns'
import type { ContactRow } from './make-contacts'
import type { Country } from './names'
import { type Address, addressIn, ibanIn } from './places'
import { type Chance, chance } from './random'

interface Ledger<Invoice> {
  invoices: Invoice[]
  lines: LineRow[]
  payments: PaymentRow[]
}

type SelfBilledInvoiceRow = InvoiceCore & {
  id: number
  supplier_name: string
  supplier_street: string
  supplier_postal_code: string
  supplier_city: string
  supplier_country: Country
  supplier_tax_no: string | null
  contact_email: string
  contact_phone: string | null
  internal_note: string | null
}

type CustomerInvoiceRow = InvoiceCore & {
  id: number
  buyer_name: string
  buyer_street: string
  buyer_postal_code: string
  buyer_city: string
  buyer_country: Country
  buyer_tax_no: string | null
  contact_name: string | null
  contact_email: string | null
  contact_phone: string | null
  internal_note: string | null
}

/** So many a year from March of the year that the cast names, up to last month. */
function datesOfCast(publishing: Publishing, calendar: Calendar): string[] {
  const { invoicesFromYearsAgo, invoicesPerYear = 1 } = publishing
  if (invoicesFromYearsAgo === undefined) return []
  const step = Math.floor(12 / invoicesPerYear)
  const newest = calendar.daysAgo(20)
  const dates: string[] = []
  let date = Temporal.PlainDate.from({ year: calendar.year - invoicesFromYearsAgo, month: 3, day: 5 })
  for (; date.toString() <= newest; date = date.add({ months: step })) dates.push(date.toString())
  return dates
}

function plannedFor(account: Account, calendar: Calendar, luck: Chance): Planned[] {
  const { row, publishing, member } = account
  if (!member && luck.happens(0.15)) return []
  const dates = publishing ? datesOfCast(publishing, calendar) : regularDates(account, calendar, luck)
  // One account in twenty moved: its invoices before that come from another subsidiary.
  const moved = !member && luck.happens(0.05) ? luck.pick(['FR', 'ES', 'PT', 'IT', 'DE'] as const) : null
  const earlier = publishing?.earlier
  const movedUntil = earlier ? `${calendar.year - earlier.untilYearsAgo}-01-01` : calendar.daysAgo(1500)
  const before = earlier?.country ?? moved ?? row.country
  return dates.map((date) => ({ account, date, country: date < movedUntil ? before : row.country }))
}

/** As printed then: some older invoices carry an address from before a move. */
function printedAddress(planned: Planned, former: Map<number, Address>, calendar: Calendar, luck: Chance): Address {
  const { row, member } = planned.account
  if (planned.date > calendar.daysAgo(1800) || (!member && row.id % 10 !== 0)) return row
  const known = former.get(row.id) ?? addressIn(row.country, luck)
  former.set(row.id, known)
  return known
}

export function makeSelfBilledInvoices(
  seed: number,
  today: string,
  accounts: readonly Account[],
  campaigns: Map<number, number[]>,
  ibans: Map<unknown, string>,
): Ledger<SelfBilledInvoiceRow> {
  const luck = chance(seed, 'self_billed_invoice')
  const calendar = calendarOf(today)
  const ledger: Ledger<SelfBilledInvoiceRow> = { invoices: [], lines: [], payments: [] }
  const publishers = accounts.filter(({ row }) => row.kind === 'publisher')
  const former = new Map<number, Address>()
  const nextNumber = numbering('SB')
  for (const planned of byDate(publishers.flatMap((account) => plannedFor(account, calendar, luck)))) {
    const { row } = planned.account
    const id = ledger.invoices.length + 1
    const unnumbered = invoiceCore(planned, calendar, luck)
    const core = { number: nextNumber(unnumbered), ...unnumbered }
    const printed = printedAddress(planned, former, calendar, luck)
    ledger.invoices.push({
      id,
      ...core,
      supplier_name: row.name,
      supplier_street: printed.street,
      supplier_postal_code: printed.postal_code,
      supplier_city: printed.city,
      supplier_country: row.country,
      supplier_tax_no: row.tax_no,
      contact_email: row.email,
      contact_phone: row.phone,
      internal_note: noteText(luck),
    })
    ledger.lines.push(...linesOf(id, core, campaigns.get(row.id) ?? [1], luck))
    const payment = paymentOf(id, core, ibans.get(row.id) ?? ibanIn(row.country, luck), 'OUT', calendar, luck)
    if (payment) ledger.payments.push({ id: ledger.payments.length + 1, ...payment })
  }
  return ledger
}

function campaignsOfAdvertisers(campaigns: readonly CampaignRow[]): Map<number, number[]> {
  const owned = Map.groupBy(campaigns, (campaign) => campaign.advertiser_account_id)
  return new Map([...owned].map(([account, found]) => [account, found.map((campaign) => campaign.id)]))
}

/** Whom the advertiser's invoice is addressed to: not a part of it that the law asks for. */
const attention = (contact: ContactRow | undefined) => ({
  contact_name: contact ? `${contact.first_name} ${contact.last_name}` : null,
  contact_email: contact?.email ?? null,
  contact_phone: contact?.phone ?? null,
})

export function makeCustomerInvoices(
  seed: number,
  today: string,
  accounts: readonly Account[],
  campaigns: readonly CampaignRow[],
  contacts: readonly ContactRow[],
): Ledger<CustomerInvoiceRow> {
  const luck = chance(seed, 'customer_invoice')
  const calendar = calendarOf(today)
  const ledger: Ledger<CustomerInvoiceRow> = { invoices: [], lines: [], payments: [] }
  const advertisers = accounts.filter(({ row }) => row.kind === 'advertiser')
  const owned = campaignsOfAdvertisers(campaigns)
  const primary = new Map(contacts.filter((one) => one.is_primary).map((one) => [one.account_id, one]))
  const ibans = new Map(advertisers.map(({ row }) => [row.id, ibanIn(row.country, luck)]))
  const nextNumber = numbering('CI')
  for (const planned of byDate(advertisers.flatMap((account) => plannedFor(account, calendar, luck)))) {
    const { row } = planned.account
    const id = ledger.invoices.length + 1
    const unnumbered = invoiceCore(planned, calendar, luck)
    const core = { number: nextNumber(unnumbered), ...unnumbered }
    ledger.invoices.push({
      id,
      ...core,
      buyer_name: row.name,
      buyer_street: row.street,
      buyer_postal_code: row.postal_code,
      buyer_city: row.city,
      buyer_country: row.country,
      buyer_tax_no: row.tax_no,
      ...attention(luck.happens(0.9) ? primary.get(row.id) : undefined),
      internal_note: noteText(luck),
    })
    ledger.lines.push(...linesOf(id, core, owned.get(row.id) ?? [1], luck))
    const payment = paymentOf(id, core, ibans.get(row.id) ?? '', 'IN', calendar, luck)
    if (payment) ledger.payments.push({ id: ledger.payments.length + 1, ...payment })
  }
  return ledger
}
