// Opens a company system with its decrypted secret. One connector (and so one small pool) a system and process.
import { connect } from '../connectors/connect'
import type { SystemConnection } from '../connectors/connection'
import { replicaOf } from '../connectors/connection-extras'
import { type Connector, ConnectorUnavailable } from '../connectors/connector'
import { db } from '../platform/db/client'
import { openForOffice } from '../platform/request-vault'

type Opened = { secretEnc: string; connector: Connector; replica: Connector | null }
export type OpenSystem = (key: string) => Promise<Connector>
const shared = globalThis as unknown as { habeasSystems?: Map<string, Opened> }

/**
 * The connector stays open for the process: do not close it. A changed secret opens a new one.
 * @throws ConnectorUnavailable where no system of that key is connected
 */
export const openSystem: OpenSystem = async (key) => (await opened(key)).connector

/**
 * For searches and copies: the read replica, where one is named. It may lag: whatever is decided or erased asks the
 * system itself.
 * @throws ConnectorUnavailable
 */
export const openForReading: OpenSystem = async (key) => {
  const { connector, replica } = await opened(key)
  return replica ?? connector
}

async function opened(key: string): Promise<Opened> {
  // Without the catalogue, which is large and not needed here.
  const row = await db.connectedSystem.findUnique({ where: { key }, select: { id: true, secretEnc: true } })
  if (!row) throw new ConnectorUnavailable('database-missing')
  shared.habeasSystems ??= new Map()
  const known = shared.habeasSystems.get(key)
  if (known?.secretEnc === row.secretEnc) return known
  const connection = JSON.parse(openForOffice(`connected_system.secret:${row.id}`, row.secretEnc)) as SystemConnection
  const connector = connect(connection.kind, connection)
  const replica = connection.replica ? connect(connection.kind, replicaOf(connection)) : null
  const now = { secretEnc: row.secretEnc, connector, replica }
  shared.habeasSystems.set(key, now)
  await known?.connector.close()
  await known?.replica?.close()
  return now
}

/** At the end of a process or a test file. */
export async function closeSystems(): Promise<void> {
  const all = [...(shared.habeasSystems?.values() ?? [])]
  shared.habeasSystems?.clear()
  await Promise.all(all.flatMap(({ connector, replica }) => [connector.close(), replica?.close()]))
}
