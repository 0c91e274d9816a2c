import type { Calendar } from './calendar'
import { everyone } from './cast'
import { answerText, hostileTexts, questionText, subjects } from './free-text'
import type { Account } from './make-accounts'
import type { ContactRow } from './make-contacts'
import { ipAddress, userAgent } from './places'
import { type Chance, chance } from './random'

type TicketRow = {
  id: number
  ticket_no: string
  account_id: number | null
  contact_no: number | null
  requester_name: string | null
  requester_email: string
  subject: string
  status: 'open' | 'waiting' | 'closed'
  opened_at: string
}

type MessageRow = { ticket_id: number; message_no: number; from: string; body: string; sent_at: string }

type LoginRow = {
  id: number
  account_id: number | null
  email_tried: string | null
  at: string
  ip: string
  user_agent: string
  succeeded: boolean
}

type Requester = Pick<TicketRow, 'account_id' | 'contact_no' | 'requester_name' | 'requester_email'>

function messagesOf(ticket: TicketRow, daysAgo: number, attack: string | undefined, calendar: Calendar, luck: Chance) {
  return Array.from({ length: luck.between(1, 4) }, (_, index): MessageRow => {
    const fromRequester = index % 2 === 0
    return {
      ticket_id: ticket.id,
      message_no: index + 1,
      from: fromRequester ? ticket.requester_email : 'support@tramontane.example',
      body: fromRequester ? (index === 0 && attack ? attack : questionText(luck)) : answerText(luck),
      // Later on the same day: the times only need to grow.
      sent_at: calendar.instant(daysAgo, 36_000 + index * 7200),
    }
  })
}

/** A third of the contacts once wrote with their account; one ticket in ten knows the address only. */
function requesters(accounts: readonly Account[], contacts: readonly ContactRow[], luck: Chance): Requester[] {
  const castOf = new Map(accounts.flatMap((account) => (account.member ? [[account.row.id, account.member]] : [])))
  const found: Requester[] = []
  for (const contact of contacts) {
    const member = castOf.get(contact.account_id)
    const count = member ? (member.publisher?.tickets ?? 0) : luck.happens(0.3) ? luck.between(1, 2) : 0
    const loose = !member && luck.happens(0.1)
    for (let number = 0; number < count; number += 1) {
      found.push({
        account_id: loose ? null : contact.account_id,
        contact_no: loose ? null : contact.contact_no,
        requester_name: `${contact.first_name} ${contact.last_name}`,
        requester_email: contact.email,
      })
    }
  }
  for (const member of everyone) {
    for (let number = 0; number < (member.looseTickets ?? 0); number += 1) {
      const requester_name = number === 0 ? null : `${member.firstName} ${member.lastName}`
      found.push({ account_id: null, contact_no: null, requester_name, requester_email: member.email })
    }
  }
  return found
}

/** Tickets of the last three years. The first ones of the book carry one hostile text each, so that all are present. */
export function makeTickets(
  seed: number,
  calendar: Calendar,
  accounts: readonly Account[],
  contacts: readonly ContactRow[],
): { tickets: TicketRow[]; messages: MessageRow[] } {
  const luck = chance(seed, 'ticket')
  const tickets: TicketRow[] = []
  const messages: MessageRow[] = []
  for (const requester of requesters(accounts, contacts, luck)) {
    const id = tickets.length + 1
    const daysAgo = luck.between(1, 1095)
    const ticket: TicketRow = {
      id,
      ticket_no: `T-${String(id).padStart(6, '0')}`,
      ...requester,
      subject: luck.happens(0.03) ? luck.pick(hostileTexts) : luck.pick(subjects),
      status: daysAgo > 60 ? 'closed' : luck.pick(['open', 'waiting', 'closed'] as const),
      opened_at: calendar.instant(daysAgo, 35_000),
    }
    tickets.push(ticket)
    messages.push(...messagesOf(ticket, daysAgo, hostileTexts[id - 1], calendar, luck))
  }
  return { tickets, messages }
}

/** Sign-ins of a year; a mistyped password leaves the address that was tried, and sometimes no account. */
export function makeLogins(seed: number, calendar: Calendar, accounts: readonly Account[]): LoginRow[] {
  const luck = chance(seed, 'login_history')
  const rows: LoginRow[] = []
  for (const { row, member } of accounts) {
    if (row.status !== 'active') continue
    for (let count = member ? 5 : luck.between(0, 7); count > 0; count -= 1) {
      const succeeded = count === 5 || luck.happens(0.85)
      rows.push({
        id: rows.length + 1,
        account_id: succeeded || luck.happens(0.5) ? row.id : null,
        email_tried: succeeded ? null : luck.happens(0.2) ? row.email.toUpperCase() : row.email,
        at: calendar.instant(luck.between(1, 365), luck.between(0, 86_399)),
        ip: ipAddress(luck),
        user_agent: userAgent(luck),
        succeeded,
      })
    }
  }
  return rows
}
