// Who asks: a confirmed mailbox is proof only where it stands on file as the contact of exactly one person (security.md,
// Identity). Whatever could lead to somebody else's data waits for a person's decision.
import type { Identifier } from './findings'

/** Rows that match one claimed identifier; `keys` may be cut short, `count` never is. */
export type IdentityMatch = {
  system: string
  dataset: string
  identifier: Identifier
  count: number
  keys: readonly (readonly string[])[]
  /** The field is a contact point: the mailbox stands on file there. */
  contactPoint: boolean
  /** Other datasets link to this one: its rows lead to more data of whoever they are. */
  anchor: boolean
}

/** Rows known to be one person's, because one links to the other. */
export type PersonGroup = readonly { system: string; dataset: string; key: readonly string[] }[]

export type IdentityFacts = {
  mailboxConfirmed: boolean
  /** The confirmed address as an identifier, normalised like the matches. */
  email: Identifier
  matches: readonly IdentityMatch[]
  /** Rows in no group are taken for a person of their own. */
  personOf: readonly PersonGroup[]
  systemsDown: readonly string[]
}

export type IdentityWait =
  | 'mailbox-not-confirmed'
  | 'system-unreachable'
  | 'nothing-found'
  | 'address-not-on-file'
  | 'several-people'
  | 'claims-disagree'

export type IdentityDecision =
  /** `unmatched`: claims that stand nowhere; they neither prove nor contradict. */
  | { state: 'proven'; level: 1; method: 'contact-on-file'; systems: string[]; unmatched: string[] }
  | { state: 'waiting'; reason: IdentityWait; systems: string[]; kinds: string[] }

export function decideIdentity(facts: IdentityFacts): IdentityDecision {
  const { email, systemsDown } = facts
  const found = facts.matches.filter(({ count }) => count > 0)
  const byEmail = found.filter(({ identifier }) => isSame(identifier, email))
  const byClaims = found.filter(({ identifier }) => !isSame(identifier, email))
  const onFile = byEmail.filter(({ contactPoint }) => contactPoint)
  const wait = (reason: IdentityWait, systems: readonly string[], kinds: readonly string[] = []): IdentityDecision => ({
    state: 'waiting',
    reason,
    systems: [...new Set(systems)].sort(),
    kinds: [...new Set(kinds)].sort(),
  })
  if (!facts.mailboxConfirmed) return wait('mailbox-not-confirmed', [])
  // The same address could stand for somebody else in a system that does not answer.
  if (systemsDown.length > 0) return wait('system-unreachable', systemsDown)
  if (found.length === 0) return wait('nothing-found', [])
  if (onFile.length === 0)
    return wait(
      'address-not-on-file',
      found.map(({ system }) => system),
    )
  const people = new People(facts.personOf)
  const crowd = byEmail.filter((match) => severalIn(people, match))
  const owners = new Set(byEmail.flatMap((match) => people.ownersOf(match)))
  if (crowd.length > 0 || owners.size > 1)
    return wait(
      'several-people',
      byEmail.map(({ system }) => system),
    )
  const strangers = byClaims.filter((match) => !belongsTo(people, match, owners))
  if (strangers.length > 0)
    return wait(
      'claims-disagree',
      strangers.map(({ system }) => system),
      strangers.map(({ identifier }) => identifier.kind),
    )
  const matched = new Set(found.map(({ identifier }) => identifier.kind))
  const claimed = facts.matches.map(({ identifier }) => identifier.kind)
  return {
    state: 'proven',
    level: 1,
    method: 'contact-on-file',
    systems: [...new Set(onFile.map(({ system }) => system))].sort(),
    unmatched: [...new Set(claimed.filter((kind) => !matched.has(kind)))].sort(),
  }
}

const isSame = (a: Identifier, b: Identifier) => a.kind === b.kind && a.value === b.value

/** Keys cut short, or rows of different people where each row is a person or a mailbox on file. */
function severalIn(people: People, match: IdentityMatch): boolean {
  if (!match.anchor && !match.contactPoint) return false
  if (match.count > match.keys.length) return true
  return new Set(match.keys.map((key) => people.of(match, key))).size > 1
}

/** A claim agrees only where every row that it leads to is known to be that one person's. */
function belongsTo(people: People, match: IdentityMatch, owners: ReadonlySet<string>): boolean {
  if (match.count > match.keys.length || owners.size === 0) return false
  return match.keys.every((key) => owners.has(people.of(match, key)))
}

type Place = { system: string; dataset: string }

class People {
  readonly #leader = new Map<string, string>()

  constructor(groups: readonly PersonGroup[]) {
    for (const group of groups) {
      const rows = group.map((row) => rowName(row, row.key))
      // A row in two groups makes them one person.
      const leaders = [...new Set(rows.map((row) => this.#leader.get(row) ?? row))].sort()
      const [first] = leaders
      if (first === undefined) continue
      for (const [row, leader] of this.#leader) if (leaders.includes(leader)) this.#leader.set(row, first)
      for (const row of rows) this.#leader.set(row, first)
    }
  }

  of(place: Place, key: readonly string[]): string {
    const row = rowName(place, key)
    return this.#leader.get(row) ?? row
  }

  /** Whom these rows belong to for certain. A row that only holds the address itself, and leads nowhere, names nobody. */
  ownersOf(match: IdentityMatch): string[] {
    const known = match.keys.filter((key) => match.anchor || this.#leader.has(rowName(match, key)))
    return [...new Set(known.map((key) => this.of(match, key)))]
  }
}

const rowName = ({ system, dataset }: Place, key: readonly string[]) => JSON.stringify([system, dataset, ...key])
