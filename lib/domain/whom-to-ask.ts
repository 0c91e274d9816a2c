// Whom to ask "is this request yours?": the contact on the one record that the claims lead to. Never a colleague of the
// firm, never somebody who merely wrote about it, and nobody at all where two people could be meant: whoever answers
// would answer for the other.
import type { Identifier } from './findings'
import {
  decideIdentity,
  type IdentityFacts,
  type IdentityWait,
  identifiersOf,
  type MatchedRows,
  People,
  rowName,
} from './identity'

export type WhomToAsk =
  /** `identifiers`: what an answer proves. */
  { ok: true; rows: MatchedRows[]; identifiers: Identifier[] } | { ok: false; reason: IdentityWait }

/** `facts` are fresh, with the person groups of every claim; whether the mailbox that wrote is confirmed does not matter. */
export function whomToAsk(facts: Omit<IdentityFacts, 'mailboxConfirmed'>): WhomToAsk {
  const whole = decideIdentity({ ...facts, mailboxConfirmed: true })
  if (whole.state === 'proven') return { ok: true, rows: whole.rows, identifiers: whole.identifiers }
  if (whole.reason !== 'address-not-on-file') return { ok: false, reason: whole.reason }
  // The mailbox that wrote says nothing about whom the other claims mean.
  const claimed = facts.matches.filter(({ count, identifier }) => count > 0 && identifier.value !== facts.email.value)
  if (claimed.length === 0) return { ok: false, reason: 'address-not-on-file' }
  const people = new People(facts)
  const owners = new Set(claimed.flatMap((match) => people.ownersOf(match)))
  const [owner] = owners
  const rows = people.rootsFirst(claimed)
  const several =
    owners.size > 1 ||
    claimed.some((match) => people.severalIn(match) || match.count > match.keys.length) ||
    (!claimed.some((match) => people.isRoot(match)) && distinct(rows) > 1)
  if (several) return { ok: false, reason: 'several-people' }
  const theirs = owner === undefined ? claimed : claimed.filter((match) => people.allOf(match, owner))
  return { ok: true, rows, identifiers: identifiersOf(theirs) }
}

const distinct = (rows: readonly MatchedRows[]) =>
  new Set(rows.flatMap((row) => row.keys.map((key) => rowName(row, key)))).size
