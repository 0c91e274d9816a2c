// Questions put to one snapshot, over the connection that holds it.
import type { Catalogue } from '../../domain/catalogue'
import type { Identifier, PersonKeys, SlowLookup, SystemFinding } from '../../domain/findings'
import type { MentionWord } from '../../domain/mentions/mention-words'
import type { GroupCondition } from '../../domain/plan/types'
import type {
  DistinctValues,
  IdentifierMatch,
  Mention,
  ReadRow,
  SystemMap,
  SystemReader,
  WantedRows,
} from '../connector'
import { slowLookups } from './check-map'
import type { Conversation } from './conversation'
import { discoverIn } from './discover'
import { distinctIn } from './distinct'
import { mentionsIn } from './mentions'
import { identifyIn, pinPerson } from './pin'
import { contactPointsOf, rowsQuery } from './read'
import { type Introspection, Structure } from './structure'

/** How long a structure serves for reading. A column that vanished meanwhile makes the statement fail, not read wrongly. */
const servesMs = 15_000

/** The structure last seen, by whichever question. */
export class RecentStructure {
  private seen: { at: number; introspection: Introspection } | null = null

  async look(known: () => Promise<Introspection>): Promise<Introspection> {
    const introspection = await known()
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
    private readonly conversation: Conversation,
    private readonly known: () => Promise<Introspection>,
    private readonly recent: RecentStructure,
  ) {}

  /** What is inspected or discovered is compared with the server's catalogues, once a snapshot. */
  private async anew(): Promise<Introspection> {
    this.looked ??= await this.recent.look(this.known)
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
    return identifyIn(this.conversation, await this.structure(map, { identifiers, anchors: [] }), identifiers)
  }

  async contactPoints(
    map: SystemMap,
    person: PersonKeys,
  ): Promise<{ dataset: string; field: string; value: string }[]> {
    return contactPointsOf(this.conversation, await this.structure(map, person))
  }

  async pin(map: SystemMap, identifiers: Identifier[]): Promise<PersonKeys> {
    const { introspection } = await this.structure(map, { identifiers, anchors: [] })
    return pinPerson(this.conversation, introspection, map, identifiers)
  }

  async slowLookups(map: SystemMap, from: number): Promise<SlowLookup[]> {
    const { introspection } = await this.structure(map, { identifiers: [], anchors: [] })
    return slowLookups(this.conversation, introspection, map, from)
  }

  async discover(map: SystemMap, person: PersonKeys): Promise<SystemFinding> {
    return discoverIn(this.conversation, await this.anew(), map, person)
  }

  async distinct(
    map: SystemMap,
    person: PersonKeys,
    dataset: string,
    fields: string[],
    most: number,
    where?: GroupCondition,
  ): Promise<DistinctValues> {
    return distinctIn(this.conversation, await this.structure(map, person), dataset, fields, most, where)
  }

  async mentions(
    map: SystemMap,
    person: PersonKeys,
    datasets: readonly string[],
    words: readonly MentionWord[],
  ): Promise<Mention[]> {
    return mentionsIn(this.conversation, await this.structure(map, person), datasets, words)
  }

  async readFew(map: SystemMap, person: PersonKeys, wanted: readonly WantedRows[]): Promise<(ReadRow[] | null)[]> {
    const structure = await this.structure(map, person)
    return this.conversation.fewRowsOfEach(wanted.map(({ dataset, fields }) => rowsQuery(structure, dataset, fields)))
  }

  async *read(
    map: SystemMap,
    person: PersonKeys,
    dataset: string,
    fields: string[],
  ): AsyncGenerator<Record<string, unknown>> {
    const query = rowsQuery(await this.structure(map, person), dataset, fields)
    for await (const row of this.conversation.stream(query)) yield row
  }
}
