import type { SystemConnection } from './connection'
import type { Connector } from './connector'
import { MariadbConnector } from './mariadb/connector'
import { PostgresConnector } from './postgresql/connector'
import type { SessionLimits } from './sql/session-limits'
import { withPseudonymKeys } from './with-pseudonym-keys'

/** One connector a system and process; `close` it when done. Connects at the first question, not here. */
export function connect(
  kind: SystemConnection['kind'],
  connection: SystemConnection,
  limits?: Partial<SessionLimits>,
): Connector {
  if (kind !== connection.kind) throw new Error(`a connection of ${connection.kind} was stored for ${kind}`)
  const { pseudonymKeys } = connection
  const connector = connectTo(connection, limits)
  return pseudonymKeys ? withPseudonymKeys(connector, pseudonymKeys) : connector
}

function connectTo(connection: SystemConnection, limits?: Partial<SessionLimits>): Connector {
  switch (connection.kind) {
    case 'postgresql':
      return new PostgresConnector(connection, limits)
    case 'mariadb':
      return new MariadbConnector(connection, limits)
  }
}
