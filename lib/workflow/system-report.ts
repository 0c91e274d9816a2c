// What a connected system is and what its user may not do: said when it is connected, not when a person is erased.

import { catalogueHash } from '../connectors/catalogue-hash'
import type { Connector } from '../connectors/connector'
import type { Catalogue } from '../domain/catalogue'
import type { FindingProblem } from '../domain/findings'
import { instantToDate, now } from '../platform/clock'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { mapIfAny } from './current-map'
import { systemShare } from './system-share'

export type LackingRights = { table: string; rights: ('select' | 'update' | 'delete')[] }
export type SystemReport = {
  tables: number
  /** Tables that the connected user cannot read, change or empty. */
  lacking: LackingRights[]
  /** Against the current data map; empty where it does not name the system. */
  problems: FindingProblem[]
  warnings: FindingProblem[]
}
export type Inspected = { catalogue: Catalogue; hash: string; report: SystemReport }

/** @throws ConnectorUnavailable */
export async function inspectConnector(connector: Connector, key: string): Promise<Inspected> {
  const catalogue = await connector.inspect()
  const { problems, warnings } = await checkAgainstMap(connector, key)
  const report = { tables: catalogue.tables.length, lacking: lackingRights(catalogue), problems, warnings }
  return {
    catalogue,
    hash: wholeHash(catalogue),
    report,
  }
}

export const wholeHash = (catalogue: Catalogue): string =>
  catalogueHash(
    catalogue,
    catalogue.tables.map(({ name }) => name),
  )

async function checkAgainstMap(
  connector: Connector,
  key: string,
): Promise<Pick<SystemReport, 'problems' | 'warnings'>> {
  const map = await mapIfAny(db)
  if (!map?.systems.some((system) => system.key === key)) return { problems: [], warnings: [] }
  return connector.check(systemShare(map, key))
}

const lackingRights = (catalogue: Catalogue): LackingRights[] =>
  catalogue.tables
    .filter(({ kind }) => kind !== 'view')
    .map(({ name, rights }) => ({
      table: name,
      rights: (['select', 'update', 'delete'] as const).filter((right) => !rights[right]),
    }))
    .filter(({ rights }) => rights.length > 0)

/** What the system's row says after a successful look. */
export const inspectedColumns = ({ catalogue, hash }: Inspected) => {
  const at = instantToDate(now())
  return {
    catalogue: catalogue as unknown as Prisma.InputJsonValue,
    catalogueHash: hash,
    inspectedAt: at,
    checkedAt: at,
    state: 'reachable',
    failure: null,
  }
}

export const markUnreachable = (
  from: Pick<Transaction, 'connectedSystem'>,
  key: string,
  failure: string,
): Promise<{ count: number }> =>
  from.connectedSystem.updateMany({
    where: { key },
    data: { state: 'unreachable', failure, checkedAt: instantToDate(now()) },
  })
