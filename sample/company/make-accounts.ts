import type { Calendar } from './calendar'
import { agencyFirm, type CastMember, clientFirm, everyone, type Publishing } from './cast'
import { noteText } from './free-text'
import { type Country, firmTrades, firmWords, names, plainLetters, shopTrades, slug } from './names'
import { type Address, addressIn, phoneIn, taxNumberIn } from './places'
import { type Chance, chance } from './random'

/** The columns of crm.account. */
type AccountRow = {
  id: number
  account_no: string
  kind: 'publisher' | 'advertiser'
  legal_form: 'person' | 'firm'
  name: string
  email: string
  billing_email: string | null
  phone: string | null
  street: string
  postal_code: string
  city: string
  country: Country
  subsidiary_code: string
  tax_no: string | null
  site_url: string | null
  birth_date: string | null
  status: 'active' | 'dormant' | 'closed'
  referred_by: number | null
  internal_note: string | null
  created_on: string
  last_seen_at: string
}

/** An account with what the other tables need to know of it. */
export interface Account {
  row: AccountRow
  firstName: string
  lastName: string
  /** Days before today: account opened, last seen. */
  openedDaysAgo: number
  lastSeenDaysAgo: number
  member?: CastMember
  publishing?: Publishing
}

interface Wanted {
  kind: AccountRow['kind']
  legalForm: AccountRow['legal_form']
  country: Country
  firstName: string
  lastName: string
  name: string
  email: string
  address?: Address
  phone?: string
  member?: CastMember
  openedDaysAgo?: number
}

/** Shares of the network: the parent's country first. */
const countries: readonly Country[] = ['FR', 'FR', 'FR', 'FR', 'ES', 'ES', 'IT', 'IT', 'PT', 'PT', 'DE', 'DE']
const TWELVE_YEARS = 4383

class Accounts {
  readonly list: Account[] = []
  private readonly emails = new Set<string>()

  constructor(
    private readonly luck: Chance,
    private readonly calendar: Calendar,
  ) {}

  add(wanted: Wanted): Account {
    const { luck, calendar } = this
    const id = 1001 + this.list.length
    const openedDaysAgo = wanted.openedDaysAgo ?? luck.between(40, TWELVE_YEARS)
    const status = wanted.member || luck.happens(0.6) ? 'active' : luck.pick(['dormant', 'dormant', 'closed'] as const)
    const lastSeenDaysAgo = status === 'active' ? luck.between(1, 30) : luck.between(30, openedDaysAgo)
    const person = wanted.legalForm === 'person'
    const row: AccountRow = {
      id,
      account_no: `${wanted.kind === 'publisher' ? 'P' : 'A'}-${id}`,
      kind: wanted.kind,
      legal_form: wanted.legalForm,
      name: wanted.name,
      email: this.claim(wanted.email),
      billing_email: person || luck.happens(0.5) ? null : `billing@${wanted.email.split('@')[1]}`,
      phone: wanted.phone ?? (luck.happens(0.85) ? phoneIn(wanted.country, luck) : null),
      ...(wanted.address ?? addressIn(wanted.country, luck)),
      country: wanted.country,
      subsidiary_code: `TRM-${wanted.country}`,
      tax_no: person && luck.happens(0.1) ? null : taxNumberIn(wanted.country, luck),
      site_url: `https://${slug(wanted.name)}-${id}.example/`,
      birth_date: person ? calendar.daysAgo(luck.between(7500, 24000)) : null,
      status,
      referred_by: this.referrer(wanted.member),
      internal_note: noteText(luck),
      created_on: calendar.daysAgo(openedDaysAgo),
      last_seen_at: calendar.instant(lastSeenDaysAgo, luck.between(0, 86_399)),
    }
    const { firstName, lastName, member } = wanted
    const account = { row, firstName, lastName, openedDaysAgo, lastSeenDaysAgo, member, publishing: member?.publisher }
    this.list.push(account)
    return account
  }

  /** A referrer's row cannot be deleted, so nobody of the cast is one but by the story. */
  private referrer(member: CastMember | undefined): number | null {
    const named = member?.publisher?.referredBy
    if (member) return this.list.find(({ row }) => row.email === named)?.row.id ?? null
    if (this.list.length < 40 || !this.luck.happens(0.1)) return null
    const picked = this.luck.pick(this.list)
    return picked.member ? null : picked.row.id
  }

  /** The column is UNIQUE: a taken address gets a number. */
  private claim(wanted: string): string {
    const [local, domain] = wanted.split('@')
    let email = wanted
    for (let number = 2; this.emails.has(email); number += 1) email = `${local}${number}@${domain}`
    this.emails.add(email)
    return email
  }
}

function freelancer(luck: Chance): Wanted {
  const country = luck.pick(countries)
  const firstName = luck.pick(names[country].first).replace('_', ' ')
  const lastName = luck.pick(names[country].last).replace('_', ' ')
  const email = `${slug(firstName)}.${slug(lastName)}@${luck.pick(names[country].mailboxes)}`
  return {
    kind: 'publisher',
    legalForm: 'person',
    country,
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    email,
  }
}

function firm(luck: Chance, kind: Wanted['kind']): Wanted {
  const country = luck.pick(countries)
  const trade = `${luck.pick(firmWords)} ${luck.pick(kind === 'publisher' ? firmTrades : shopTrades)}`
  const name = `${luck.happens(0.01) ? '=1+1 ' : ''}${trade} ${luck.pick(names[country].forms)}`
  const email = `${luck.pick(['contact', 'info', 'admin'])}@${slug(trade)}.example`
  return { kind, legalForm: 'firm', country, firstName: '', lastName: '', name, email }
}

/** Somebody else whose name or address differs from an earlier freelancer's as little as the pass says. */
function lookAlike(other: Account, pass: number): Wanted {
  const { row, firstName, lastName } = other
  const [local = '', domain = ''] = row.email.split('@')
  const variants = [
    `${firstName.normalize('NFC').toLowerCase().replaceAll(' ', '')}.${slug(lastName)}@${domain}`,
    `${local.toUpperCase()}@${domain}`,
    `${local}+tramontane@${domain}`,
    `${firstName.normalize('NFD').toLowerCase().replaceAll(' ', '')}.${slug(lastName)}@${domain}`,
    `${local}@mail.${domain}`,
  ]
  const plain = pass % 2 === 0 ? plainLetters(firstName) : firstName
  return {
    kind: 'publisher',
    legalForm: 'person',
    country: row.country,
    firstName: plain,
    lastName,
    name: `${plain} ${lastName}`,
    email: variants[pass % variants.length] ?? row.email,
    // Every third look-alike lives in the same household.
    ...(pass % 3 === 0 ? { address: { street: row.street, postal_code: row.postal_code, city: row.city } } : {}),
    ...(pass % 3 === 0 && row.phone ? { phone: row.phone } : {}),
  }
}

function addCast(accounts: Accounts): void {
  for (const member of everyone) {
    if (!member.publisher) continue
    const { firstName, lastName, email, country, publisher } = member
    const years = publisher.invoicesFromYearsAgo
    accounts.add({
      kind: 'publisher',
      legalForm: 'person',
      country,
      firstName,
      lastName,
      name: `${firstName} ${lastName}`,
      email,
      member,
      openedDaysAgo: years === undefined ? 200 : (years + 1) * 366,
      ...(publisher.address ? { address: publisher.address } : {}),
      ...(publisher.phone ? { phone: publisher.phone } : {}),
    })
  }
  for (const [kind, castFirm] of [['advertiser', clientFirm] as const, ['publisher', agencyFirm] as const]) {
    const { name, email, country } = castFirm
    accounts.add({
      kind,
      legalForm: 'firm',
      country,
      firstName: '',
      lastName: '',
      name,
      email,
      openedDaysAgo: TWELVE_YEARS,
    })
  }
}

/** The cast first, then freelancers (60 %), publishers' firms and advertisers, up to the number wanted. */
export function makeAccounts(seed: number, calendar: Calendar, people: number): Account[] {
  const luck = chance(seed, 'account')
  const accounts = new Accounts(luck, calendar)
  addCast(accounts)
  let previous: Account | undefined
  for (let pass = 0; accounts.list.length < people; pass += 1) {
    if (previous && pass % 25 === 24) {
      accounts.add(lookAlike(previous, Math.floor(pass / 25)))
    } else if (luck.happens(0.6)) {
      previous = accounts.add(freelancer(luck))
    } else {
      accounts.add(firm(luck, luck.happens(0.7) ? 'publisher' : 'advertiser'))
    }
  }
  return accounts.list
}
