// The connector to MariaDB (10.6 and newer) and MySQL (8.0.19 and newer).
import type { MariadbConnection } from '../connection'
import type { ErasureResult } from '../connector'
import { SqlConnector, type Within } from '../sql/connector'
import type { SessionLimits } from '../sql/session-limits'
import type { BeforeCommit, Work } from '../sql/written-work'
import { introspect } from './introspect'
import { type Client, Session } from './session'
import { transactionOutcome } from './transaction-outcome'
import { writeIn } from './write'

const within = (client: Client): Within => ({
  conversation: client,
  introspect: () => introspect(client),
  known: () => introspect(client),
})

export class MariadbConnector extends SqlConnector {
  private readonly session: Session

  constructor(connection: MariadbConnection, limits?: Partial<SessionLimits>) {
    super()
    this.session = new Session(connection, limits)
  }

  protected snapshot<T>(work: (within: Within) => Promise<T>): Promise<T> {
    return this.session.snapshot((client) => work(within(client)))
  }

  protected reading<Row>(rows: (within: Within) => AsyncIterable<Row>): AsyncGenerator<Row> {
    return this.session.reading((client) => rows(within(client)))
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
