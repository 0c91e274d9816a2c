import { randomUUID } from 'node:crypto'
import { connect } from '../connectors/connect'
import { parseSystemUrl, type SystemConnection, type TlsMode, usualPort } from '../connectors/connection'
import { type ConnectionExtras, replicaOf, withExtras, writtenReplica } from '../connectors/connection-extras'
import { ConnectorUnavailable } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import type { DatabaseKind } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { inTransaction, type Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { sealForOffice } from '../platform/request-vault'
import { type Inspected, inspectConnector, inspectedColumns, type SystemReport, wholeHash } from './system-report'

export type ConnectionInput =
  | { url: string; ca?: string }
  | {
      kind: DatabaseKind
      host: string
      port: number | null
      database: string
      user: string
      password: string
      tls: TlsMode
      ca?: string
    }
export type AddSystem = { key: string; name: string; connection: ConnectionInput } & ConnectionExtras

/** Connecting tests it: what cannot be reached is not stored. A known key gets the new connection. */
export async function addSystem(actor: StaffActor, input: AddSystem): Promise<Outcome<{ report: SystemReport }>> {
  if (!may(actor, 'manageSystems')) return refuse('not-permitted')
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(input.key)) return refuse('bad-key')
  const name = input.name.trim()
  if (name === '') return refuse('name-missing')
  const address = readConnection(input.connection)
  if ('ok' in address) return address
  const extended = withExtras(address, input)
  if (!extended.ok) return refuse(extended.mistake)
  const { connection } = extended
  const inspected = await tryOut(connection, input.key)
  if ('ok' in inspected) return inspected
  const differs = await tryReplica(connection, inspected)
  if (differs) return differs
  await inTransaction((tx) => save(tx, actor, { key: input.key, name }, connection, inspected))
  return { ok: true, report: inspected.report }
}

function readConnection(input: ConnectionInput): SystemConnection | Refusal {
  if ('url' in input) {
    const parsed = parseSystemUrl(input.url, input.ca)
    return parsed.ok ? parsed.connection : refuse(parsed.mistake)
  }
  const { tls, ca, ...rest } = input
  const port = rest.port ?? usualPort[rest.kind]
  if (rest.host.trim() === '' || rest.user === '' || rest.database === '') return refuse('host-missing')
  return { ...rest, port, tls: ca ? { mode: tls, ca } : { mode: tls } }
}

async function tryOut(connection: SystemConnection, key: string): Promise<Inspected | Refusal> {
  const connector = connect(connection.kind, connection)
  try {
    return await inspectConnector(connector, key)
  } catch (error) {
    if (error instanceof ConnectorUnavailable) return refuse('system-unreachable', { failure: error.failure })
    throw error
  } finally {
    await connector.close()
  }
}

/** A replica that shows other tables is not this system's. */
async function tryReplica(connection: SystemConnection, { hash }: Inspected): Promise<Refusal | null> {
  if (!connection.replica) return null
  const replica = connect(connection.kind, replicaOf(connection))
  try {
    return wholeHash(await replica.inspect()) === hash ? null : refuse('replica-differs')
  } catch (error) {
    if (error instanceof ConnectorUnavailable) return refuse('replica-unreachable', { failure: error.failure })
    throw error
  } finally {
    await replica.close()
  }
}

async function save(
  tx: Transaction,
  actor: StaffActor,
  { key, name }: { key: string; name: string },
  connection: SystemConnection,
  inspected: Inspected,
): Promise<void> {
  const known = await tx.connectedSystem.findUnique({ where: { key } })
  const id = known?.id ?? randomUUID()
  const { host, port, database, user, tls, replica } = connection
  const row = {
    name,
    kind: connection.kind,
    secretEnc: sealForOffice(`connected_system.secret:${id}`, JSON.stringify(connection)),
    address: {
      host,
      port,
      database,
      user,
      tls: tls.mode,
      ...(replica && { replica: writtenReplica(replica) }),
    },
    ...inspectedColumns(inspected),
  }
  if (known) await tx.connectedSystem.update({ where: { id }, data: row })
  else await tx.connectedSystem.create({ data: { id, key, ...row } })
  const body = { system: key, kind: connection.kind }
  await appendEvidence(tx, { actor, event: evidence(known ? 'system.changed' : 'system.added', body) })
  const seen = { system: key, catalogueHash: inspected.hash, tables: inspected.report.tables }
  await appendEvidence(tx, { actor, event: evidence('system.inspected', seen) })
}
