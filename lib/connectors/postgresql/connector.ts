// The PostgreSQL connector (12 and newer): each question runs in one snapshot, the erasure in one transaction.
import type pg from 'pg'
import type { PostgresConnection } from '../connection'
import type { ErasureOrder, ErasureResult } from '../connector'
import { SqlConnector, type Within } from '../sql/connector'
import type { SessionLimits } from '../sql/session-limits'
import { conversation } from './conversation'
import { eraseIn } from './erase'
import { introspect } from './introspect'
import { structureNow } from './known-structure'
import { Session } from './session'
import { transactionOutcome } from './transaction-outcome'

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

  erase(order: ErasureOrder, beforeCommit: (transactionId: string) => Promise<void>): Promise<ErasureResult> {
    return eraseIn(this.session, order, beforeCommit)
  }

  outcomeOf(transactionId: string): Promise<'committed' | 'aborted' | 'in-progress' | 'unknown'> {
    return transactionOutcome(this.session, transactionId)
  }

  close(): Promise<void> {
    return this.session.close()
  }
}
