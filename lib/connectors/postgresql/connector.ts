// The PostgreSQL connector (12 and newer): each question runs in one snapshot, the erasure in one transaction.
import type pg from 'pg'
import type { PostgresConnection } from '../connection'
import type { ErasureResult } from '../connector'
import { SqlConnector, type Within } from '../sql/connector'
import type { SessionLimits } from '../sql/session-limits'
import type { BeforeCommit, Work } from '../sql/written-work'
import { conversation } from './conversation'
import { introspect } from './introspect'
import { structureNow } from './known-structure'
import { Session } from './session'
import { transactionOutcome } from './transaction-outcome'
import { writeIn } from './write'

export class PostgresConnector extends SqlConnector {
  private readonly session: Session

  constructor(connection: PostgresConnection, limits?: Partial<SessionLimits>) {
    super()
    this.session = new Session(connection, limits)
  }

  private readonly within = (client: pg.ClientBase): Within => ({
    conversation: conversation(client),
    introspect: () => introspect(client),
    known: () => structureNow(this.session, client),
  })

  protected snapshot<T>(work: (within: Within) => Promise<T>): Promise<T> {
    return this.session.snapshot((client) => work(this.within(client)))
  }

  protected reading<Row>(rows: (within: Within) => AsyncIterable<Row>): AsyncGenerator<Row> {
    return this.session.reading((client) => rows(this.within(client)))
  }

  protected write(work: Work, beforeCommit: BeforeCommit): Promise<ErasureResult> {
    return writeIn(this.session, work, beforeCommit)
  }

  outcomeOf(transactionId: string): Promise<'committed' | 'aborted' | 'in-progress' | 'unknown'> {
    return transactionOutcome(this.session, transactionId)
  }

  close(): Promise<void> {
    return this.session.close()
  }
}
