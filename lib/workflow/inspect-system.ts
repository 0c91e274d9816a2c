import { ConnectorUnavailable } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { openSystem } from './open-system'
import { inspectConnector, inspectedColumns, markUnreachable, type SystemReport } from './system-report'

/** Looks at a connected system's structure again, and says what changed for the map and for our rights. */
export async function inspectSystem(
  actor: StaffActor,
  { key }: { key: string },
): Promise<Outcome<{ report: SystemReport }>> {
  if (!may(actor, 'manageSystems') && !may(actor, 'editMap')) return refuse('not-permitted')
  if (!(await db.connectedSystem.findUnique({ where: { key } }))) return refuse('not-found')
  try {
    const inspected = await inspectConnector(await openSystem(key), key)
    await inTransaction(async (tx) => {
      await tx.connectedSystem.update({ where: { key }, data: inspectedColumns(inspected) })
      const body = { system: key, catalogueHash: inspected.hash, tables: inspected.report.tables }
      await appendEvidence(tx, { actor, event: evidence('system.inspected', body) })
    })
    return { ok: true, report: inspected.report }
  } catch (error) {
    if (!(error instanceof ConnectorUnavailable)) throw error
    await markUnreachable(db, key, error.failure)
    return refuse('system-unreachable', { failure: error.failure })
  }
}
