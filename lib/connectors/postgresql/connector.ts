// The PostgreSQL connector (12 and newer): each question runs in one snapshot, the erasure in one transaction.
import type { Catalogue } from '../../domain/catalogue'
import {
  type FindingProblem,
  type Identifier,
  type PersonKeys,
  type SystemFinding,
  unreachableFinding,
} from '../../domain/findings'
import type { DocumentYear } from '../../domain/hold-rules/kept-years'
import type { PostgresConnection } from '../connection'
import type {
  Connector,
  ErasureOrder,
  ErasureResult,
  IdentifierMatch,
  SystemMap,
  SystemReader,
  VerificationResult,
} from '../connector'
import { checkMap, preventsSearch } from './check-map'
import { yearsOf } from './document-facts'
import { eraseIn } from './erase'
import { isTimeout, sqlStateOf } from './failure'
import { introspect } from './introspect'
import { nationalPhones } from './national-phones'
import { isUnavailable, Session, type SessionLimits } from './session'
import { RecentStructure, SnapshotReader } from './snapshot-reader'
import { rowsOf } from './statement'
import { Structure } from './structure'
import { transactionOutcome } from './transaction-outcome'
import { verifyIn } from './verify'

type YearText = { jurisdiction: string | null; year: string | null; count: string }

export class PostgresConnector implements Connector {
  private readonly session: Session
  private readonly recent: RecentStructure

  constructor(connection: PostgresConnection, limits?: Partial<SessionLimits>) {
    this.session = new Session(connection, limits)
    this.recent = new RecentStructure(this.session)
  }

  inSnapshot<T>(work: (reader: SystemReader) => Promise<T>): Promise<T> {
    return this.session.snapshot((client) => work(new SnapshotReader(client, this.recent)))
  }

  /** Looks anew at everything, estimates included. */
  async inspect(): Promise<Catalogue> {
    return (await this.session.snapshot(introspect)).catalogue
  }

  check(map: SystemMap): Promise<{ problems: FindingProblem[]; warnings: FindingProblem[] }> {
    return this.session.snapshot(async (client) => {
      const introspection = await introspect(client)
      const { problems, warnings } = await checkMap(client, introspection, map)
      if (problems.some(preventsSearch)) return { problems, warnings }
      return { problems, warnings: [...warnings, ...(await nationalPhones(client, introspection, map))] }
    })
  }

  identify(map: SystemMap, identifiers: Identifier[]): Promise<IdentifierMatch[]> {
    return this.inSnapshot((reader) => reader.identify(map, identifiers))
  }

  contactPoints(map: SystemMap, person: PersonKeys): Promise<{ dataset: string; field: string; value: string }[]> {
    return this.inSnapshot((reader) => reader.contactPoints(map, person))
  }

  pin(map: SystemMap, identifiers: Identifier[]): Promise<PersonKeys> {
    return this.inSnapshot((reader) => reader.pin(map, identifiers))
  }

  /** An unreachable system is a finding of its own; it is never "nothing found". */
  async discover(map: SystemMap, person: PersonKeys): Promise<SystemFinding> {
    try {
      return await this.inSnapshot((reader) => reader.discover(map, person))
    } catch (error) {
      if (isUnavailable(error)) return unreachableFinding(map.system, error.failure)
      if (isTimeout(sqlStateOf(error))) return unreachableFinding(map.system, 'timeout')
      throw error
    }
  }

  async *read(
    map: SystemMap,
    person: PersonKeys,
    dataset: string,
    fields: string[],
  ): AsyncGenerator<Record<string, unknown>> {
    yield* this.session.reading((client) => new SnapshotReader(client, this.recent).read(map, person, dataset, fields))
  }

  documentYears(map: SystemMap, dataset: string): Promise<DocumentYear[]> {
    return this.session.snapshot(async (client) => {
      const structure = new Structure(await introspect(client), map, { identifiers: [], anchors: [] })
      const question = yearsOf(structure, structure.dataset(dataset))
      const rows = question ? await rowsOf<YearText>(client, question) : []
      return rows.map((row) => ({ ...row, count: Number(row.count) }))
    })
  }

  erase(order: ErasureOrder, beforeCommit: (transactionId: string) => Promise<void>): Promise<ErasureResult> {
    return eraseIn(this.session, order, beforeCommit)
  }

  outcomeOf(transactionId: string): Promise<'committed' | 'aborted' | 'in-progress' | 'unknown'> {
    return transactionOutcome(this.session, transactionId)
  }

  verify(order: ErasureOrder): Promise<VerificationResult> {
    return verifyIn(this.session, order)
  }

  close(): Promise<void> {
    return this.session.close()
  }
}
