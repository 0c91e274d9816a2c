// Who asks: a confirmed mailbox is proof only where it stands on file as the contact of exactly one person (security.md,
// Identity). Whatever could lead to somebody else's data waits for a person's decision.
import type { MapDataset } from './data-map/types'
import type { Identifier } from './findings'
import { holdsPeople, type PersonGroup } from './person-groups'

export type { PersonGroup }

/** Rows that match one claimed identifier; `keys` may be cut short, `count` never is. */
export type IdentityMatch = {
  system: string
  dataset: string
  identifier: Identifier
  count: number
  keys: readonly (readonly string[])[]
  /** The field is a contact point: the mailbox stands on file there. */
  contactPoint: boolean
}

export type MatchedRows = Pick<IdentityMatch, 'system' | 'dataset' | 'keys'>

export type IdentityFacts = {
  mailboxConfirmed: boolean
  /** The confirmed address as an identifier, normalised like the matches. */
  email: Identifier
  /** Everything else that was claimed, matched or not. */
  claims: readonly Identifier[]
  matches: readonly IdentityMatch[]
  datasets: readonly MapDataset[]
  /** From `personGroups`, of every system. */
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
  /**
   * `identifiers`: the mailbox and the claims that lead to its owner: what may be searched for from here on.
   * `rows`: where the mailbox stands on file. `unmatched`: kinds claimed that stand nowhere; they neither prove nor
   * contradict, and are searched for no more: tomorrow they could stand for somebody else.
   */
  | {
      state: 'proven'
      level: 1
      method: 'contact-on-file'
      systems: string[]
      unmatched: string[]
      identifiers: Identifier[]
      rows: MatchedRows[]
    }
  | { state: 'waiting'; reason: IdentityWait; systems: string[]; kinds: string[] }

export function decideIdentity(facts: IdentityFacts): IdentityDecision {
  const { email, systemsDown } = facts
  if (!facts.mailboxConfirmed) return wait('mailbox-not-confirmed')
  // The same address could stand for somebody else in a system that does not answer.
  if (systemsDown.length > 0) return wait('system-unreachable', systemsDown)
  const found = facts.matches.filter(({ count }) => count > 0)
  if (found.length === 0) return wait('nothing-found')
  const people = new People(facts)
  const byEmail = found.filter(({ identifier }) => isSame(identifier, email))
  const owners = new Set(byEmail.flatMap((match) => people.ownersOf(match)))
  const onFile = byEmail.filter(({ contactPoint }) => contactPoint)
  const systems = systemsOf(onFile)
  if (onFile.length === 0) return wait('address-not-on-file', systemsOf(found))
  if (people.severalBehind(byEmail, onFile) || byEmail.some((match) => people.severalIn(match)))
    return wait('several-people', systemsOf(byEmail))
  // On file with a newsletter is not on file with the account that merely mentions the address.
  if (owners.size > 0 && !onFile.some((match) => people.ownersOf(match).length > 0))
    return wait('address-not-on-file', systemsOf(found))
  const claimed = found.filter(({ identifier }) => !isSame(identifier, email))
  const strangers = claimed.filter((match) => !people.belongs(match, onFile))
  if (strangers.length > 0) return wait('claims-disagree', systemsOf(strangers), kindsOf(strangers))
  const unmatched = facts.claims.filter((claim) => !found.some(({ identifier }) => isSame(identifier, claim)))
  return {
    state: 'proven',
    level: 1,
    method: 'contact-on-file',
    systems,
    unmatched: unique(unmatched.map((c) => c.kind)),
    identifiers: identifiersOf(found),
    rows: people.rootsFirst(onFile),
  }
}

export const identifiersOf = (matches: readonly IdentityMatch[]): Identifier[] => [
  ...new Map(matches.map(({ identifier }) => [`${identifier.kind}\0${identifier.value}`, identifier])).values(),
]

const isSame = (a: Identifier, b: Identifier) => a.kind === b.kind && a.value === b.value
const unique = (texts: readonly string[]) => [...new Set(texts)].sort()
const systemsOf = (matches: readonly IdentityMatch[]) => unique(matches.map(({ system }) => system))
const kindsOf = (matches: readonly IdentityMatch[]) => unique(matches.map(({ identifier }) => identifier.kind))

function wait(reason: IdentityWait, systems: readonly string[] = [], kinds: readonly string[] = []): IdentityDecision {
  return { state: 'waiting', reason, systems: unique(systems), kinds: unique(kinds) }
}

/** Whose the matched rows are. */
export class People {
  readonly #leader = new Map<string, string>()
  readonly #roots: ReadonlySet<string>
  readonly #linked: ReadonlySet<string>

  constructor({ datasets, personOf }: Pick<IdentityFacts, 'datasets' | 'personOf'>) {
    this.#roots = new Set(datasets.filter((dataset) => holdsPeople(datasets, dataset)).map(({ key }) => key))
    this.#linked = new Set(datasets.filter(({ links }) => (links ?? []).length > 0).map(({ key }) => key))
    for (const group of personOf) this.#unite(group.map((row) => rowName(row, row.key)))
  }

  /** A row in two groups makes them one person. */
  #unite(rows: readonly string[]) {
    const leaders = unique(rows.map((row) => this.#leader.get(row) ?? row))
    const first = leaders[0] ?? ''
    for (const [row, leader] of this.#leader) if (leaders.includes(leader)) this.#leader.set(row, first)
    for (const row of rows) this.#leader.set(row, first)
  }

  #of(match: IdentityMatch, key: readonly string[]): string {
    const row = rowName(match, key)
    return this.#leader.get(row) ?? row
  }

  /** Whom these rows belong to for certain. A row that only holds the address, and leads nowhere, names nobody. */
  ownersOf(match: IdentityMatch): string[] {
    const known = match.keys.filter((key) => this.#roots.has(match.dataset) || this.#leader.has(rowName(match, key)))
    return unique(known.map((key) => this.#of(match, key)))
  }

  /** Where each row is a person or a mailbox on file: more than one, or more than could be looked at. */
  severalIn(match: IdentityMatch): boolean {
    if (!this.#roots.has(match.dataset) && !match.contactPoint) return false
    if (match.count > match.keys.length) return true
    const records = this.#linked.has(match.dataset)
    return !records && new Set(match.keys.map((key) => this.#of(match, key))).size > 1
  }

  /**
   * Two records in one system are two people. One record in each of several systems is one person, where the mailbox is
   * the contact on file of each.
   */
  severalBehind(matches: readonly IdentityMatch[], onFile: readonly IdentityMatch[]): boolean {
    const owners = new Set(matches.flatMap((match) => this.ownersOf(match)))
    if (owners.size <= 1) return false
    const proven = new Set(onFile.flatMap((match) => this.ownersOf(match)))
    const bySystem = Map.groupBy(matches, ({ system }) => system)
    const crowded = [...bySystem.values()].some((own) => new Set(own.flatMap((m) => this.ownersOf(m))).size > 1)
    return crowded || [...owners].some((owner) => !proven.has(owner))
  }

  /** Every one of these rows is this person's, and all of them were looked at. */
  allOf(match: IdentityMatch, owner: string): boolean {
    return match.count <= match.keys.length && match.keys.every((key) => this.#of(match, key) === owner)
  }

  /** The records of people among these; where there are none, the rows as they are. */
  rootsFirst(matches: readonly IdentityMatch[]): MatchedRows[] {
    const roots = matches.filter(({ dataset }) => this.#roots.has(dataset))
    return (roots.length > 0 ? roots : matches).map(({ system, dataset, keys }) => ({ system, dataset, keys }))
  }

  isRoot({ dataset }: { dataset: string }): boolean {
    return this.#roots.has(dataset)
  }

  /**
   * A claim agrees where it leads to rows on file under the mailbox itself, or to rows of a person who is. A contact of a
   * firm is not the firm: what is linked to the firm stays out of reach.
   */
  belongs(match: IdentityMatch, onFile: readonly IdentityMatch[]): boolean {
    const rows = new Set(onFile.flatMap((one) => one.keys.map((key) => rowName(one, key))))
    const proven = onFile.filter((one) => this.#roots.has(one.dataset)).flatMap((one) => this.ownersOf(one))
    return (
      match.count <= match.keys.length &&
      match.keys.every((key) => {
        return rows.has(rowName(match, key)) || proven.includes(this.#of(match, key))
      })
    )
  }
}

export const rowName = ({ system, dataset }: { system: string; dataset: string }, key: readonly string[]) =>
  JSON.stringify([system, dataset, ...key])
