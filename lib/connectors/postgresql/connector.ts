// The PostgreSQL connector (12 and newer): each question runs in one snapshot, the erasure in one transaction.
import type pg from 'pg'
import type { Catalogue } from '../../domain/catalogue'
import {
  type FindingProblem,
  type Identifier,
  type PersonKeys,
  type SystemFinding,
  unreachableFinding,
} from '../../domain/findings'
import type { PostgresConnection } from '../connection'
import type {
  Connector,
  ErasureOrder,
  ErasureResult,
  IdentifierMatch,
  SystemMap,
  VerificationResult,
} from '../connector'
import { checkMap, preventsSearch } from './check-map'
import { discoverIn } from './discover'
import { eraseIn } from './erase'
import { isTimeout, sqlStateOf } from './failure'
import { type Introspection, introspect } from './introspect'
import { nationalPhones } from './national-phones'
import { identifyIn, pinPerson } from './pin'
import { contactPointsOf, readRows } from './read'
import { isUnavailable, Session, type SessionLimits } from './session'
import { Structure } from './structure'
import { transactionOutcome } from './transaction-outcome'
import { verifyIn } from './verify'

/** How long a structure serves for reading. A column that vanished meanwhile makes the statement fail, not read wrongly. */
const structureServesMs = 15_000

export class PostgresConnector implements Connector {
  private readonly session: Session
  private recent: { at: number; introspection: Introspection } | null = null

  constructor(connection: PostgresConnection, limits?: Partial<SessionLimits>) {
    this.session = new Session(connection, limits)
  }

  /** For reading only: what is discovered, erased or verified always looks anew. */
  private readonly recentStructure = async (client: pg.ClientBase): Promise<Introspection> => {
    if (!this.recent || performance.now() - this.recent.at > structureServesMs)
      this.recent = { at: performance.now(), introspection: await introspect(client) }
    return this.recent.introspection
  }

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
    return this.session.snapshot(async (client: pg.ClientBase) => {
      const structure = new Structure(await this.recentStructure(client), map, { identifiers, anchors: [] })
      return identifyIn(client, structure, identifiers)
    })
  }

  contactPoints(map: SystemMap, person: PersonKeys): Promise<{ dataset: string; field: string; value: string }[]> {
    return this.session.snapshot(async (client) =>
      contactPointsOf(client, new Structure(await this.recentStructure(client), map, person)),
    )
  }

  pin(map: SystemMap, identifiers: Identifier[]): Promise<PersonKeys> {
    return this.session.snapshot(async (client) =>
      pinPerson(client, await this.recentStructure(client), map, identifiers),
    )
  }

  /** An unreachable system is a finding of its own; it is never "nothing found". */
  async discover(map: SystemMap, person: PersonKeys): Promise<SystemFinding> {
    try {
      return await this.session.snapshot((client) => discoverIn(client, map, person))
    } catch (error) {
      if (isUnavailable(error)) return unreachableFinding(map.system, error.failure)
      if (isTimeout(sqlStateOf(error))) return unreachableFinding(map.system, 'timeout')
      throw error
    }
  }

  read(map: SystemMap, person: PersonKeys, dataset: string, fields: string[]): AsyncIterable<Record<string, unknown>> {
    return readRows(this.session, this.recentStructure, { map, person }, dataset, fields)
  }

  erase(order: ErasureOrder, beforeCommit: (transactionId: string) => Promise<void>): Promise<ErasureResult> {
    return eraseIn(this.session, order, beforeCommit)
  }

  outcomeOf(transactionId: string): Promise<'committed' | 'aborted' | 'in-progress' | 'unknown'> {
    return transactionOutcome(this.session, transactionId)
  }

  verify(order: ErasureOrder): Promise<VerificationResult> {
    return this.session.snapshot((client) => verifyIn(client, order))
  }

  close(): Promise<void> {
    return this.session.close()
  }
}
