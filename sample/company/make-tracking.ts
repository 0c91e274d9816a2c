import type { Calendar } from './calendar'
import { clientFirm, everyone } from './cast'
import type { Account } from './make-accounts'
import type { MembershipRow } from './make-campaigns'
import type { ContactRow } from './make-contacts'
import { ipAddress, userAgent } from './places'
import { type Chance, chance } from './random'

type ClickRow = {
  account_id: number
  campaign_id: number
  click_no: number
  at: string
  ip: string
  cookie_id: string
  user_agent: string
}

type ConversionRow = {
  id: number
  account_id: number
  campaign_id: number
  click_no: number | null
  order_reference: string
  order_amount: string
  commission: string
  at: string
}

type ClientClickRow = Omit<ClickRow, 'account_id' | 'campaign_id'> & {
  client_account_id: number
  visitor_email: string | null
  landing_page: string
}

/** Kept for about six months, as such networks say in their notices. */
const CLICK_DAYS = 180

type Visit = Pick<ClickRow, 'at' | 'ip' | 'cookie_id' | 'user_agent'>

/** Visitors come back: a cookie keeps its device. */
function visitors(count: number, luck: Chance): Pick<ClickRow, 'cookie_id' | 'user_agent'>[] {
  return Array.from({ length: count }, () => ({ cookie_id: luck.uuid(), user_agent: userAgent(luck) }))
}

function visit(pool: readonly Pick<ClickRow, 'cookie_id' | 'user_agent'>[], calendar: Calendar, luck: Chance): Visit {
  const at = calendar.instant(luck.between(1, CLICK_DAYS), luck.between(0, 86_399))
  return { at, ip: ipAddress(luck), ...luck.pick(pool) }
}

/** The cast's clicks in the numbers that it names, spread over its campaigns; then about seventeen a publisher. */
export function makeClicks(
  seed: number,
  calendar: Calendar,
  accounts: readonly Account[],
  memberships: readonly MembershipRow[],
): ClickRow[] {
  const luck = chance(seed, 'click')
  const pool = visitors(4000, luck)
  const ofAccount = Map.groupBy(memberships, (one) => one.account_id)
  const rows: ClickRow[] = []
  for (const { row, publishing } of accounts) {
    const joined = (ofAccount.get(row.id) ?? []).filter((one) => one.status === 'accepted')
    if (joined.length === 0 || row.status === 'closed') continue
    const wanted = publishing ? (publishing.clicks ?? 0) : luck.between(0, 34)
    for (let count = 0; count < wanted; count += 1) {
      const campaign = joined[count % joined.length]
      if (!campaign) break
      const clickNo = Math.floor(count / joined.length) + 1
      rows.push({
        account_id: row.id,
        campaign_id: campaign.campaign_id,
        click_no: clickNo,
        ...visit(pool, calendar, luck),
      })
    }
  }
  return rows
}

/** One click in twenty-five leads to an order; the shop reports some orders without their click. */
export function makeConversions(seed: number, clicks: readonly ClickRow[]): ConversionRow[] {
  const luck = chance(seed, 'conversion')
  const rows: ConversionRow[] = []
  for (const click of clicks) {
    if (!luck.happens(0.04)) continue
    const cents = luck.between(900, 90_000)
    rows.push({
      id: rows.length + 1,
      account_id: click.account_id,
      campaign_id: click.campaign_id,
      click_no: luck.happens(0.9) ? click.click_no : null,
      order_reference: `ORD-${luck.digits(8)}`,
      order_amount: (cents / 100).toFixed(2),
      commission: (Math.round(cents * 0.06) / 100).toFixed(2),
      at: click.at,
    })
  }
  return rows
}

/** Visits to the client's shop; one in ten knows the visitor's e-mail, sometimes that of a publisher. */
export function makeClientClicks(
  seed: number,
  calendar: Calendar,
  accounts: readonly Account[],
  contacts: readonly ContactRow[],
  wanted: number,
): ClientClickRow[] {
  const luck = chance(seed, 'client_click')
  const client = accounts.find(({ row }) => row.name === clientFirm.name)
  if (!client) throw new Error('the client is not among the accounts')
  const pool = visitors(1500, luck)
  const castEmails = new Set(everyone.map((member) => member.email))
  const others = contacts.map((contact) => contact.email).filter((email) => !castEmails.has(email))
  const known = everyone.flatMap((member) => Array.from({ length: member.clientVisits ?? 0 }, () => member.email))
  const visitor = (): string | null => {
    if (!luck.happens(0.1)) return null
    return luck.happens(0.3) ? luck.pick(others) : `visitor${luck.between(1, 600)}@shop-client.example`
  }
  return Array.from({ length: Math.max(wanted, known.length) }, (_, index) => ({
    client_account_id: client.row.id,
    click_no: index + 1,
    ...visit(pool, calendar, luck),
    visitor_email: known[index] ?? visitor(),
    landing_page: luck.pick(['/', '/sejours/açores', '/vols?from=PAR&to=LIS', '/promo']),
  }))
}
