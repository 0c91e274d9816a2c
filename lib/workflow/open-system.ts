// Opens a company system with its decrypted secret. One connector (and so one small pool) a system and process.
import { connect } from '../connectors/connect'
import type { SystemConnection } from '../connectors/connection'
import { type Connector, ConnectorUnavailable } from '../connectors/connector'
import { db } from '../platform/db/client'
import { openForOffice } from '../platform/request-vault'

type Opened = { secretEnc: string; connector: Connector }
const shared = globalThis as unknown as { habeasSystems?: Map<string, Opened> }

/**
 * The connector stays open for the process: do not close it. A changed secret opens a new one.
 * @throws ConnectorUnavailable where no system of that key is connected
 */
export async function openSystem(key: string): Promise<Connector> {
  // Without the catalogue, which is large and not needed here.
  const row = await db.connectedSystem.findUnique({ where: { key }, select: { id: true, secretEnc: true } })
  if (!row) throw new ConnectorUnavailable('database-missing')
  shared.habeasSystems ??= new Map()
  const known = shared.habeasSystems.get(key)
  if (known?.secretEnc === row.secretEnc) return known.connector
  const connection = JSON.parse(openForOffice(`connected_system.secret:${row.id}`, row.secretEnc)) as SystemConnection
  const connector = connect(connection.kind, connection)
  shared.habeasSystems.set(key, { secretEnc: row.secretEnc, connector })
  await known?.connector.close()
  return connector
}

/** At the end of a process or a test file. */
export async function closeSystems(): Promise<void> {
  const opened = [...(shared.habeasSystems?.values() ?? [])]
  shared.habeasSystems?.clear()
  await Promise.all(opened.map(({ connector }) => connector.close()))
}
