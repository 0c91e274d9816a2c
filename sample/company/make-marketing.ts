import type { Row } from './bulk-insert'
import type { Calendar } from './calendar'
import { everyone } from './cast'
import { noteText } from './free-text'
import type { ContactRow } from './make-contacts'
import { type Country, names, plainLetters, slug } from './names'
import { ipAddress, phoneIn } from './places'
import { type Chance, chance } from './random'

type SubscriptionRow = {
  email: string
  first_name: string | null
  language: string
  consent_ip: string | null
  subscribed_on: string
  unsubscribed_on: string | null
}

const languages = ['fr', 'pt', 'es', 'it', 'de', 'en']

function subscription(email: string, firstName: string | null, calendar: Calendar, luck: Chance): SubscriptionRow {
  const ago = luck.between(30, 3000)
  return {
    email,
    first_name: firstName,
    language: luck.pick(languages),
    consent_ip: luck.happens(0.8) ? ipAddress(luck) : null,
    subscribed_on: calendar.daysAgo(ago),
    unsubscribed_on: luck.happens(0.1) ? calendar.daysAgo(luck.between(1, ago)) : null,
  }
}

/** A fifth of the contacts, a third as many strangers, and the cast as it says: nobody of it by accident. */
export function makeSubscriptions(
  seed: number,
  calendar: Calendar,
  contacts: readonly ContactRow[],
): SubscriptionRow[] {
  const luck = chance(seed, 'newsletter_subscription')
  const rows = new Map<string, SubscriptionRow>()
  const castEmails = new Set(everyone.map((member) => member.email))
  const add = (email: string, name: string | null) => rows.set(email, subscription(email, name, calendar, luck))
  for (const member of everyone) if (member.newsletter) add(member.email, member.firstName)
  for (const contact of contacts) {
    if (castEmails.has(contact.email)) continue
    if (luck.happens(0.2)) add(contact.email, luck.happens(0.7) ? contact.first_name : null)
    if (luck.happens(0.07)) {
      const country = luck.pick(Object.keys(names) as Country[])
      const first = luck.pick(names[country].first)
      add(
        `${slug(first)}${luck.between(1, 999)}@${luck.pick(names[country].mailboxes)}`,
        luck.happens(0.5) ? first : null,
      )
    }
  }
  return [...rows.values()]
}

/** How addresses degrade over three systems: capitals, lost accents, a space at the end, nothing at all. */
function degraded(email: string, luck: Chance): string | null {
  return luck.pick([email, `${email} `, email.toUpperCase(), plainLetters(email), ` ${email}`, null])
}

/** The old address book: the same contact twice now and then, and no key that says so. */
export function makeLegacyContacts(
  seed: number,
  calendar: Calendar,
  contacts: readonly ContactRow[],
  wanted: number,
): Row[] {
  const luck = chance(seed, 'legacy')
  const castEmails = new Set(everyone.map((member) => member.email))
  const imported = `${calendar.year - 12}-06-30`
  const rows: Row[] = []
  const add = (name: string, email: string | null, phone: string | null, remarks: string | null) =>
    rows.push({
      'Record No': rows.length + 1,
      'Full Name': name,
      'E-Mail': email,
      Telephone: phone,
      Remarks: remarks,
      'Imported On': imported,
    })
  for (const member of everyone) {
    for (const email of member.legacyEmails ?? []) {
      add(`${member.lastName.toUpperCase()} ${member.firstName}`, email, phoneIn(member.country, luck), 'Salon 2013')
    }
  }
  while (rows.length < wanted) {
    const contact = luck.pick(contacts)
    if (castEmails.has(contact.email)) continue
    add(`${contact.last_name} ${contact.first_name}`, degraded(contact.email, luck), contact.phone, noteText(luck))
  }
  return rows
}
