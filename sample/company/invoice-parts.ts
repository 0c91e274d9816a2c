import { type Calendar, daysBetween } from './calendar'
import type { Account } from './make-accounts'
import type { Country } from './names'
import { places } from './places'
import type { Chance } from './random'

/** What an invoice to a publisher and one to an advertiser have in common. */
export type InvoiceCore = {
  number: string
  account_id: number
  subsidiary_code: string
  issuing_country: Country
  status: 'draft' | 'issued' | 'cancelled'
  issue_date: string
  currency: 'EUR'
  net_amount: string
  vat_amount: string
  gross_amount: string
}

export type LineRow = {
  invoice_id: number
  line_no: number
  campaign_id: number
  description: string
  quantity: number
  amount: string
}

export type PaymentRow = {
  id: number
  invoice_id: number
  reference: string
  iban: string
  paid_on: string
  amount: string
}

/** An invoice to be: numbered once all are known, in the order of their dates. */
export interface Planned {
  account: Account
  country: Country
  date: string
}

export function invoiceCore(planned: Planned, calendar: Calendar, luck: Chance): Omit<InvoiceCore, 'number'> {
  const { account, country, date } = planned
  const recent = daysBetween(date, calendar.today) < 15
  const cents = luck.between(1_500, 240_000)
  const liable = account.row.tax_no !== null && account.row.country === country
  const vat = liable ? Math.round((cents * places[country].vat) / 100) : 0
  return {
    account_id: account.row.id,
    subsidiary_code: `TRM-${country}`,
    issuing_country: country,
    status: recent && luck.happens(0.7) ? 'draft' : luck.happens(0.02) ? 'cancelled' : 'issued',
    issue_date: date,
    currency: 'EUR',
    net_amount: (cents / 100).toFixed(2),
    vat_amount: (vat / 100).toFixed(2),
    gross_amount: ((cents + vat) / 100).toFixed(2),
  }
}

/** Every `months` months from opening to the last activity, at most twenty-five. */
export function regularDates(account: Account, calendar: Calendar, luck: Chance): string[] {
  const step = luck.pick([1, 2, 3, 6, 12]) * 30
  const dates: string[] = []
  const newest = account.row.status === 'active' ? 1 : account.lastSeenDaysAgo
  for (let ago = newest + luck.between(0, 27); ago < account.openedDaysAgo && dates.length < 25; ago += step) {
    dates.push(calendar.daysAgo(ago))
  }
  return dates
}

/** Numbers run without gaps for each subsidiary, series and year; drafts have none yet. */
export function numbering(series: string): (core: Omit<InvoiceCore, 'number'>) => string {
  const last = new Map<string, number>()
  return (core) => {
    const year = core.issue_date.slice(0, 4)
    const key = core.status === 'draft' ? `DRAFT-${series}` : `${core.issuing_country}-${series}-${year}`
    const next = (last.get(key) ?? 0) + 1
    last.set(key, next)
    return `${key}-${String(next).padStart(5, '0')}`
  }
}

export function byDate(planned: Planned[]): Planned[] {
  return planned.sort((one, other) =>
    one.date === other.date ? one.account.row.id - other.account.row.id : one.date < other.date ? -1 : 1,
  )
}

/** One to three lines, over different campaigns, that sum up to the net amount. */
export function linesOf(invoiceId: number, core: InvoiceCore, campaigns: readonly number[], luck: Chance): LineRow[] {
  const count = Math.min(campaigns.length, luck.between(1, 3))
  const cents = Math.round(Number(core.net_amount) * 100)
  const part = Math.floor(cents / count)
  const first = luck.between(0, campaigns.length - 1)
  return Array.from({ length: count }, (_, index) => ({
    invoice_id: invoiceId,
    line_no: index + 1,
    campaign_id: campaigns[(first + index) % campaigns.length] ?? 1,
    description: `Commissions ${core.issue_date.slice(0, 7)}`,
    quantity: luck.between(1, 400),
    amount: ((index === 0 ? cents - part * (count - 1) : part) / 100).toFixed(2),
  }))
}

/** Issued invoices are paid twenty to forty-five days later, but for a few that never are. */
export function paymentOf(
  invoiceId: number,
  core: InvoiceCore,
  iban: string,
  series: string,
  calendar: Calendar,
  luck: Chance,
): Omit<PaymentRow, 'id'> | null {
  const wait = luck.between(20, 45)
  if (core.status !== 'issued' || daysBetween(core.issue_date, calendar.today) <= wait || luck.happens(0.03))
    return null
  return {
    invoice_id: invoiceId,
    reference: `TRM/${series}/${core.number}`,
    iban,
    paid_on: calendar.after(core.issue_date, wait),
    amount: core.gross_amount,
  }
}
