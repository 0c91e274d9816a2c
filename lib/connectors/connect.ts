import type { MapDatabase } from '../domain/data-map/types'
import type { SystemConnection } from './connection'
import type { Connector } from './connector'
import { PostgresConnector } from './postgresql/connector'
import type { SessionLimits } from './postgresql/session'

/** One connector a system and process; `close` it when done. Connects at the first question, not here. */
export function connect(
  kind: MapDatabase['kind'],
  connection: SystemConnection,
  limits?: Partial<SessionLimits>,
): Connector {
  switch (kind) {
    case 'postgresql':
      return new PostgresConnector(connection, limits)
  }
}
