// Questions put to one snapshot, over the connection that holds it.
import type pg from 'pg'
import type { Catalogue } from '../../domain/catalogue'
import type { Identifier, PersonKeys, SystemFinding } from '../../domain/findings'
import type { IdentifierMatch, SystemMap, SystemReader } from '../connector'
import { discoverIn } from './discover'
import type { Introspection } from './introspect'
import { structureNow } from './known-structure'
import { identifyIn, pinPerson } from './pin'
import { contactPointsOf, readRows } from './read'
import type { Session } from './session'
import { Structure } from './structure'

/** How long a structure serves for reading. A column that vanished meanwhile makes the statement fail, not read wrongly. */
const servesMs = 15_000

/** The structure last seen, by whichever question. */
export class RecentStructure {
  private seen: { at: number; introspection: Introspection } | null = null

  constructor(private readonly session: Session) {}

  async look(client: pg.ClientBase): Promise<Introspection> {
    const introspection = await structureNow(this.session, client)
    this.seen = { at: performance.now(), introspection }
    return introspection
  }

  get(): Introspection | null {
    return this.seen && performance.now() - this.seen.at <= servesMs ? this.seen.introspection : null
  }
}

export class SnapshotReader implements SystemReader {
  private looked: Introspection | null = null

  constructor(
    private readonly client: pg.ClientBase,
    private readonly recent: RecentStructure,
  ) {}

  /** What is inspected or discovered is compared with the server's catalogues, once a snapshot. */
  private async anew(): Promise<Introspection> {
    this.looked ??= await this.recent.look(this.client)
    return this.looked
  }

  /** For reading a recent structure will do. */
  private async structure(map: SystemMap, person: PersonKeys): Promise<Structure> {
    return new Structure(this.looked ?? this.recent.get() ?? (await this.anew()), map, person)
  }

  async inspect(): Promise<Catalogue> {
    return (await this.anew()).catalogue
  }

  async identify(map: SystemMap, identifiers: Identifier[]): Promise<IdentifierMatch[]> {
    return identifyIn(this.client, await this.structure(map, { identifiers, anchors: [] }), identifiers)
  }

  async contactPoints(
    map: SystemMap,
    person: PersonKeys,
  ): Promise<{ dataset: string; field: string; value: string }[]> {
    return contactPointsOf(this.client, await this.structure(map, person))
  }

  async pin(map: SystemMap, identifiers: Identifier[]): Promise<PersonKeys> {
    const { introspection } = await this.structure(map, { identifiers, anchors: [] })
    return pinPerson(this.client, introspection, map, identifiers)
  }

  async discover(map: SystemMap, person: PersonKeys): Promise<SystemFinding> {
    return discoverIn(this.client, await this.anew(), map, person)
  }

  read(map: SystemMap, person: PersonKeys, dataset: string, fields: string[]): AsyncIterable<Record<string, unknown>> {
    return readRows(this.client, () => this.structure(map, person), dataset, fields)
  }
}
