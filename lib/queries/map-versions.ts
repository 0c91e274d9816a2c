import type { StaffActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { db } from '../platform/db/client'

export type MapVersionLine = {
  version: number
  note: string
  by: string | null
  at: string
  checksum: string
  datasets: number
}
export type MapVersion = MapVersionLine & { map: DataMap }

type Row = NonNullable<Awaited<ReturnType<typeof db.dataMapVersion.findFirst>>>

async function withNames(rows: Row[]): Promise<MapVersion[]> {
  const ids = rows.flatMap((row) => row.createdBy ?? [])
  const names = await db.staffUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return rows.map((row) => {
    const map = row.document as DataMap
    const by = names.find(({ id }) => id === row.createdBy)?.name ?? null
    const { version, note, checksum } = row
    return { version, note, checksum, by, at: row.createdAt.toISOString(), datasets: map.datasets.length, map }
  })
}

const SHOWN = 200

/** The newest first. */
export async function mapVersions(_actor: StaffActor): Promise<MapVersionLine[]> {
  const rows = await db.dataMapVersion.findMany({ orderBy: { version: 'desc' }, take: SHOWN })
  return (await withNames(rows)).map(({ map: _map, ...line }) => line)
}

export async function mapAt(_actor: StaffActor, version: number): Promise<MapVersion | null> {
  const row = await db.dataMapVersion.findUnique({ where: { version } })
  return row ? ((await withNames([row]))[0] ?? null) : null
}

export async function newestVersion(_actor: StaffActor): Promise<MapVersion | null> {
  const row = await db.dataMapVersion.findFirst({ orderBy: { version: 'desc' } })
  return row ? ((await withNames([row]))[0] ?? null) : null
}
