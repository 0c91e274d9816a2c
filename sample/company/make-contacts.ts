import type { Cell } from './bulk-insert'
import type { Calendar } from './calendar'
import { everyone } from './cast'
import { noteText } from './free-text'
import type { Account } from './make-accounts'
import { names, slug } from './names'
import { bicIn, ibanIn, phoneIn } from './places'
import { type Chance, chance } from './random'

/** The columns of crm.contact. */
export type ContactRow = {
  account_id: number
  contact_no: number
  first_name: string
  last_name: string
  job_title: string | null
  email: string
  phone: string | null
  is_primary: boolean
  note: string | null
  created_on: string
}

type PaymentDetailsRow = {
  id: number
  account_id: number
  holder_name: string
  iban: string
  bic: string | null
  valid_from: string
  valid_to: string | null
}

const jobs = [
  'Comptable',
  'Directrice',
  'Responsável de marketing',
  'Gerente',
  'Amministratore',
  'Geschäftsführer',
  'CEO',
]

function firmContacts(account: Account, luck: Chance): Pick<ContactRow, 'first_name' | 'last_name' | 'email'>[] {
  const domain = account.row.email.split('@')[1]
  const ofCast = everyone.filter((member) => member.contactOf?.includes(account.row.name))
  const known = ofCast.map((member) => ({
    first_name: member.firstName,
    last_name: member.lastName,
    email: member.email,
  }))
  const emails = new Set(known.map((contact) => contact.email))
  const { first, last } = names[account.row.country]
  for (let wanted = luck.between(1, 4); wanted > 0; wanted -= 1) {
    const [firstName, lastName] = [luck.pick(first).replace('_', ' '), luck.pick(last).replace('_', ' ')]
    const email = `${slug(firstName)}.${slug(lastName)}@${domain}`
    if (emails.has(email)) continue
    emails.add(email)
    known.push({ first_name: firstName, last_name: lastName, email })
  }
  return known
}

/** A freelancer is their own contact; a firm has one to four people, now and then somebody who works for another firm too. */
export function makeContacts(seed: number, calendar: Calendar, accounts: readonly Account[]): ContactRow[] {
  const luck = chance(seed, 'contact')
  const rows: ContactRow[] = []
  const castEmails = new Set(everyone.map((member) => member.email))
  for (const account of accounts) {
    const { row } = account
    const own = { first_name: account.firstName, last_name: account.lastName, email: row.email }
    const people = row.legal_form === 'person' ? [own] : firmContacts(account, luck)
    const elsewhere = rows.length > 0 && row.legal_form === 'firm' && luck.happens(0.05) ? luck.pick(rows) : undefined
    const known = !elsewhere || castEmails.has(elsewhere.email) || people.some((one) => one.email === elsewhere.email)
    if (!known) people.push(elsewhere)
    people.forEach(({ first_name, last_name, email }, index) => {
      rows.push({
        account_id: row.id,
        contact_no: index + 1,
        first_name,
        last_name,
        job_title: row.legal_form === 'firm' ? luck.pick(jobs) : null,
        email,
        phone: row.legal_form === 'person' ? row.phone : luck.happens(0.7) ? phoneIn(row.country, luck) : null,
        is_primary: index === 0,
        note: noteText(luck),
        created_on: calendar.daysAgo(luck.between(account.lastSeenDaysAgo, account.openedDaysAgo)),
      })
    })
  }
  return rows
}

/** Publishers only; one in eight changed banks once. Historic invoices were paid to the older account. */
export function makePaymentDetails(
  seed: number,
  calendar: Calendar,
  accounts: readonly Account[],
): PaymentDetailsRow[] {
  const luck = chance(seed, 'payment_details')
  const rows: PaymentDetailsRow[] = []
  const add = (account: Account, iban: string, from: string, to: string | null) =>
    rows.push({
      id: rows.length + 1,
      account_id: account.row.id,
      holder_name: account.row.name,
      iban,
      bic: luck.happens(0.9) ? bicIn(account.row.country, luck) : null,
      valid_from: from,
      valid_to: to,
    })
  for (const account of accounts) {
    if (account.row.kind !== 'publisher') continue
    const change = luck.happens(0.12) ? luck.between(0, account.openedDaysAgo) : null
    const since = change === null ? account.row.created_on : calendar.daysAgo(change)
    if (change !== null) add(account, ibanIn(account.row.country, luck), account.row.created_on, since)
    add(account, account.publishing?.iban ?? ibanIn(account.row.country, luck), since, null)
  }
  return rows
}

/** The IBAN to which each publisher is paid now, by account. */
export const currentIbans = (details: readonly PaymentDetailsRow[]): Map<Cell, string> =>
  new Map(details.filter((one) => one.valid_to === null).map((one) => [one.account_id, one.iban]))
