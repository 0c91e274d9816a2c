// The connected systems as the desk shows them: from their last inspection, without asking them again.
import type { StaffActor } from '../domain/actor'
import type { Catalogue } from '../domain/catalogue'
import { type MarkedTable, markTables } from '../domain/data-map/table-marks'
import type { DatabaseKind, DataMap } from '../domain/data-map/types'
import { db } from '../platform/db/client'
import { newestMap } from './office'

export type SystemAddress = {
  host: string
  port: number
  database: string
  user: string
  tls: string
  /** `host:port`, and `/database` where it has another name there. */
  replica?: string
}
export type SystemState = 'unknown' | 'reachable' | 'unreachable'
export type SystemLine = {
  key: string
  name: string
  kind: DatabaseKind
  address: SystemAddress
  state: SystemState
  failure: string | null
  checkedAt: string | null
  inspectedAt: string | null
  tables: number
  overlooked: number
  lacking: number
}
export type SystemSheet = SystemLine & { serverVersion: string | null; marked: MarkedTable[]; inMap: boolean }

// Never the secret: what is not read cannot be shown.
const shown = {
  key: true,
  name: true,
  kind: true,
  address: true,
  catalogue: true,
  inspectedAt: true,
  state: true,
  failure: true,
  checkedAt: true,
} as const
type Row = Pick<NonNullable<Awaited<ReturnType<typeof db.connectedSystem.findFirst>>>, keyof typeof shown>

function sheet(row: Row, map: DataMap | null): SystemSheet {
  const catalogue = row.catalogue as Catalogue | null
  const marked = catalogue ? markTables(catalogue, map, row.key) : []
  return {
    key: row.key,
    name: row.name,
    kind: row.kind as DatabaseKind,
    address: row.address as SystemAddress,
    state: row.state as SystemState,
    failure: row.failure,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    inspectedAt: row.inspectedAt?.toISOString() ?? null,
    tables: marked.length,
    overlooked: marked.filter(({ mark }) => mark === 'overlooked').length,
    lacking: marked.filter(({ lacking }) => lacking.length > 0).length,
    serverVersion: catalogue?.serverVersion ?? null,
    marked,
    inMap: map?.systems.some((system) => system.key === row.key) ?? false,
  }
}

export async function connectedSystems(_actor: StaffActor): Promise<SystemSheet[]> {
  const [rows, newest] = await Promise.all([
    db.connectedSystem.findMany({ select: shown, orderBy: { name: 'asc' } }),
    newestMap(),
  ])
  return rows.map((row) => sheet(row, newest?.map ?? null))
}

export async function connectedSystem(_actor: StaffActor, key: string): Promise<SystemSheet | null> {
  const [row, newest] = await Promise.all([
    db.connectedSystem.findUnique({ where: { key }, select: shown }),
    newestMap(),
  ])
  return row && sheet(row, newest?.map ?? null)
}

export type KnownSystem = { key: string; name: string; catalogue: Catalogue }

/** The structure of every system that was ever read. */
export async function knownSystems(_actor: StaffActor): Promise<KnownSystem[]> {
  const rows = await db.connectedSystem.findMany({
    select: { key: true, name: true, catalogue: true },
    orderBy: { name: 'asc' },
  })
  return rows.flatMap(({ catalogue, ...row }) =>
    catalogue ? [{ ...row, catalogue: catalogue as unknown as Catalogue }] : [],
  )
}
