// What all connectors to SQL servers do alike: each question in one snapshot, by whatever session the engine has.
import type { Catalogue } from '../../domain/catalogue'
import {
  type FindingProblem,
  type Identifier,
  type PersonKeys,
  type SlowLookup,
  type SystemFinding,
  unreachableFinding,
} from '../../domain/findings'
import type { DocumentYear } from '../../domain/hold-rules/kept-years'
import type { MentionWord } from '../../domain/mentions/mention-words'
import type { ErasurePart } from '../../domain/plan/parts'
import type { GroupCondition } from '../../domain/plan/types'
import {
  type Connector,
  ConnectorUnavailable,
  type CorrectionOrder,
  type CorrectionVerification,
  type DistinctValues,
  type ErasureOrder,
  type ErasureResult,
  type IdentifierMatch,
  type Mention,
  type PartSeen,
  type PartsFound,
  type ReadRow,
  type SystemMap,
  type SystemReader,
  SystemRefused,
  type VerificationResult,
  type WantedRows,
} from '../connector'
import { checkMap, preventsSearch } from './check-map'
import type { Conversation } from './conversation'
import { correctionWork } from './correction'
import { yearsOf } from './document-facts'
import { erasureWork } from './erasure'
import { nationalPhones } from './national-phones'
import { partSeenIn, partsIn, partWork } from './parts'
import { RecentStructure, SnapshotReader } from './snapshot-reader'
import { type Introspection, Structure } from './structure'
import { verifyIn } from './verify'
import { verifyCorrectionIn } from './verify-correction'
import type { BeforeCommit, Work } from './written-work'

/** `introspect` looks anew; `known` may answer with what it can prove to be unchanged. */
export type Within = {
  conversation: Conversation
  introspect: () => Promise<Introspection>
  known: () => Promise<Introspection>
}

type YearText = { jurisdiction: string | null; year: string | null; count: string }

export abstract class SqlConnector implements Connector {
  private readonly recent = new RecentStructure()

  protected abstract snapshot<T>(work: (within: Within) => Promise<T>): Promise<T>
  /** As `snapshot`, for rows that are handed on one by one. */
  protected abstract reading<Row>(rows: (within: Within) => AsyncIterable<Row>): AsyncGenerator<Row>
  /** One transaction: hold the structure that was approved, write everything, commit; or nothing at all. */
  protected abstract write(work: Work, beforeCommit: BeforeCommit): Promise<ErasureResult>
  abstract outcomeOf(transactionId: string): Promise<'committed' | 'aborted' | 'in-progress' | 'unknown'>
  abstract close(): Promise<void>

  private readonly reader = ({ conversation, known }: Within) => new SnapshotReader(conversation, known, this.recent)

  inSnapshot<T>(work: (reader: SystemReader) => Promise<T>): Promise<T> {
    return this.snapshot((within) => work(this.reader(within)))
  }

  /** Looks anew at everything, estimates included. */
  inspect(): Promise<Catalogue> {
    return this.snapshot(async ({ introspect }) => (await introspect()).catalogue)
  }

  check(map: SystemMap): Promise<{ problems: FindingProblem[]; warnings: FindingProblem[] }> {
    return this.snapshot(async ({ conversation, introspect }) => {
      const introspection = await introspect()
      const { problems, warnings } = await checkMap(conversation, introspection, map)
      if (problems.some(preventsSearch)) return { problems, warnings }
      return { problems, warnings: [...warnings, ...(await nationalPhones(conversation, introspection, map))] }
    })
  }

  identify(map: SystemMap, identifiers: Identifier[]): Promise<IdentifierMatch[]> {
    return this.inSnapshot((reader) => reader.identify(map, identifiers))
  }

  contactPoints(map: SystemMap, person: PersonKeys): Promise<{ dataset: string; field: string; value: string }[]> {
    return this.inSnapshot((reader) => reader.contactPoints(map, person))
  }

  slowLookups(map: SystemMap, from: number): Promise<SlowLookup[]> {
    return this.inSnapshot((reader) => reader.slowLookups(map, from))
  }

  pin(map: SystemMap, identifiers: Identifier[]): Promise<PersonKeys> {
    return this.inSnapshot((reader) => reader.pin(map, identifiers))
  }

  /** An unreachable system is a finding of its own; it is never "nothing found". */
  async discover(map: SystemMap, person: PersonKeys): Promise<SystemFinding> {
    try {
      return await this.inSnapshot((reader) => reader.discover(map, person))
    } catch (error) {
      if (error instanceof ConnectorUnavailable) return unreachableFinding(map.system, error.failure)
      if (error instanceof SystemRefused && error.timeout) return unreachableFinding(map.system, 'timeout')
      throw error
    }
  }

  distinct(
    map: SystemMap,
    person: PersonKeys,
    dataset: string,
    fields: string[],
    most: number,
    where?: GroupCondition,
  ): Promise<DistinctValues> {
    return this.inSnapshot((reader) => reader.distinct(map, person, dataset, fields, most, where))
  }

  mentions(
    map: SystemMap,
    person: PersonKeys,
    datasets: readonly string[],
    words: readonly MentionWord[],
  ): Promise<Mention[]> {
    return this.inSnapshot((reader) => reader.mentions(map, person, datasets, words))
  }

  readFew(map: SystemMap, person: PersonKeys, wanted: readonly WantedRows[]): Promise<(ReadRow[] | null)[]> {
    return this.inSnapshot((reader) => reader.readFew(map, person, wanted))
  }

  async *read(
    map: SystemMap,
    person: PersonKeys,
    dataset: string,
    fields: string[],
  ): AsyncGenerator<Record<string, unknown>> {
    yield* this.reading((within) => this.reader(within).read(map, person, dataset, fields))
  }

  documentYears(map: SystemMap, dataset: string): Promise<DocumentYear[]> {
    return this.snapshot(async ({ conversation, introspect }) => {
      const structure = new Structure(await introspect(), map, { identifiers: [], anchors: [] })
      const question = yearsOf(structure, structure.dataset(dataset))
      const rows = question ? await conversation.rows<YearText>(question) : []
      return rows.map((row) => ({ ...row, count: Number(row.count) }))
    })
  }

  verify(order: ErasureOrder): Promise<VerificationResult> {
    return this.snapshot(async ({ conversation, known }) =>
      verifyIn(conversation, new Structure(await known(), order.map, order.person), order),
    )
  }

  erase(order: ErasureOrder, beforeCommit: BeforeCommit): Promise<ErasureResult> {
    return this.write(erasureWork(order), beforeCommit)
  }

  partsOf(order: ErasureOrder, most: number): Promise<PartsFound> {
    return this.snapshot(async ({ conversation, known }) =>
      partsIn(conversation, new Structure(await known(), order.map, order.person), order, most),
    )
  }

  erasePart(order: ErasureOrder, part: ErasurePart, beforeCommit: BeforeCommit): Promise<ErasureResult> {
    return this.write(partWork(order, part), beforeCommit)
  }

  partSeen(order: ErasureOrder, parts: readonly ErasurePart[], index: number): Promise<PartSeen> {
    return this.snapshot(async ({ conversation, known }) =>
      partSeenIn(conversation, new Structure(await known(), order.map, order.person), order, parts, index),
    )
  }

  correct(order: CorrectionOrder, beforeCommit: BeforeCommit): Promise<ErasureResult> {
    return this.write(correctionWork(order), beforeCommit)
  }

  verifyCorrection(order: CorrectionOrder): Promise<CorrectionVerification> {
    return this.snapshot(async ({ conversation, known }) =>
      verifyCorrectionIn(conversation, new Structure(await known(), order.map, order.person), order),
    )
  }
}
