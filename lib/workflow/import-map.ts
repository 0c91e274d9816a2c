import { createHash } from 'node:crypto'
import type { StaffActor } from '../domain/actor'
import type { Catalogue } from '../domain/catalogue'
import { checkMap, type MapFinding } from '../domain/data-map/check'
import { canonicalJson } from '../domain/evidence/canonical-json'
import { evidence } from '../domain/evidence/events'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, inTransaction, type Prisma } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { parseDataMap } from '../schemas/data-map'
import type { Mistake } from '../schemas/yaml-document'

export type ImportMap = {
  /** The whole map as YAML. */
  yaml: string | Uint8Array
  note?: string
  /** The version that was edited; another one since then is a conflict. Absent: whatever stands is replaced. */
  basedOn?: number
}
export type MapImported = {
  version: number
  changed: boolean
  /** Against the structure of the connected systems: what would stop a request, said now and not then. */
  findings: MapFinding[]
}
export type MapRefused = Refusal<'map-mistakes'> & { mistakes: Mistake[] }

const LOCK = 'data-map'

/** Every mistake with its line, or a new version: nothing is imported by half. The same map again changes nothing. */
export async function importMap(actor: StaffActor, input: ImportMap): Promise<Outcome<MapImported> | MapRefused> {
  if (!may(actor, 'editMap')) return refuse('not-permitted')
  const read = parseDataMap(input.yaml)
  if (!read.ok) return { ...refuse('map-mistakes', { mistakes: read.mistakes.length }), mistakes: read.mistakes }
  const { map } = read
  const checksum = createHash('sha256').update(canonicalJson(map)).digest('hex')
  const findings = checkMap(map, await knownStructure())
  return inTransaction(async (tx): Promise<Outcome<MapImported>> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${LOCK}))`
    const last = await tx.dataMapVersion.findFirst({ orderBy: { version: 'desc' } })
    if (input.basedOn !== undefined && input.basedOn !== (last?.version ?? 0)) return refuse('conflict')
    if (last?.checksum === checksum) return { ok: true, version: last.version, changed: false, findings }
    const version = (last?.version ?? 0) + 1
    const document = map as unknown as Prisma.InputJsonValue
    const note = input.note?.trim() ?? ''
    await tx.dataMapVersion.create({ data: { version, document, checksum, note, createdBy: actor.userId } })
    const body = { version, checksum, datasets: map.datasets.length }
    await appendEvidence(tx, { actor, event: evidence('map.imported', body) })
    return { ok: true, version, changed: true, findings }
  })
}

/** As last seen; a system that was never connected is itself a finding. */
async function knownStructure(): Promise<Record<string, Catalogue>> {
  const known: Record<string, Catalogue> = {}
  const systems = await db.connectedSystem.findMany({ select: { key: true, catalogue: true } })
  for (const { key, catalogue } of systems) if (catalogue) known[key] = catalogue as unknown as Catalogue
  return known
}
