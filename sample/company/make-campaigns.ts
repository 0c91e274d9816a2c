import type { Calendar } from './calendar'
import { hostileTexts } from './free-text'
import type { Account } from './make-accounts'
import { chance } from './random'

export type CampaignRow = {
  id: number
  advertiser_account_id: number
  name: string
  commission_percent: string
  starts_on: string
  ends_on: string | null
}

export type MembershipRow = {
  account_id: number
  campaign_id: number
  joined_on: string
  status: 'accepted' | 'pending' | 'declined'
  motivation: string | null
}

const seasons = ['Printemps', 'Verano', 'Herbst', 'Natale', 'Black Friday', 'Saldos', 'Rentrée', 'Always on']

export function makeCampaigns(seed: number, calendar: Calendar, accounts: readonly Account[]): CampaignRow[] {
  const luck = chance(seed, 'campaign')
  const rows: CampaignRow[] = []
  for (const { row, openedDaysAgo } of accounts) {
    if (row.kind !== 'advertiser') continue
    for (let count = luck.between(1, 4); count > 0; count -= 1) {
      const startedDaysAgo = luck.between(30, openedDaysAgo)
      const starts = calendar.daysAgo(startedDaysAgo)
      rows.push({
        id: rows.length + 1,
        advertiser_account_id: row.id,
        name: `${luck.pick(seasons)} ${starts.slice(0, 4)}-${count}`,
        commission_percent: (luck.between(2, 24) / 2).toFixed(1),
        starts_on: starts,
        ends_on: luck.happens(0.5) ? calendar.after(starts, luck.between(30, 900)) : null,
      })
    }
  }
  return rows
}

/** Each publisher takes part in one to six campaigns; rarely the application text is an attack. */
export function makeMemberships(
  seed: number,
  calendar: Calendar,
  accounts: readonly Account[],
  campaigns: readonly CampaignRow[],
): MembershipRow[] {
  const luck = chance(seed, 'membership')
  const rows: MembershipRow[] = []
  for (const { row, openedDaysAgo, member } of accounts) {
    if (row.kind !== 'publisher') continue
    const chosen = new Set<number>()
    for (let count = luck.between(member ? 3 : 1, 6); count > 0; count -= 1) chosen.add(luck.pick(campaigns).id)
    for (const campaign of chosen) {
      rows.push({
        account_id: row.id,
        campaign_id: campaign,
        joined_on: calendar.daysAgo(luck.between(1, openedDaysAgo)),
        status: member || luck.happens(0.85) ? 'accepted' : luck.pick(['pending', 'declined'] as const),
        motivation: luck.happens(0.75)
          ? null
          : luck.happens(0.1)
            ? luck.pick(hostileTexts)
            : `${row.name}: mon public lit ${row.site_url}`,
      })
    }
  }
  return rows
}

/** The campaigns of each publisher (of the accepted and the others), in the order joined. */
export function campaignsOf(memberships: readonly MembershipRow[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const { account_id, campaign_id } of memberships) {
    const known = found.get(account_id)
    if (known) known.push(campaign_id)
    else found.set(account_id, [campaign_id])
  }
  return found
}
