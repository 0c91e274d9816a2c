// What an erasure left, as it looked soon afterwards: one digest a dataset, sealed with the remembered keys. Kept rows often
// have no identifier any more, so that at the end of their hold nothing else tells a record from another one in its place.
import { createHash } from 'node:crypto'
import type { SystemMap, SystemReader } from '../connectors/connector'
import type { PersonKeys } from '../domain/findings'
import { keysToSeek } from '../domain/retention/standing-rows'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import { currentMap } from './current-map'
import { type LeftDigest, loadMemory, rememberedKeys, sealKeys, standingOf } from './load-memory'
import { openSystem } from './open-system'
import { systemShare } from './system-share'

/** Once for each dataset where rows were left; taken anew after a follow-up there. */
export async function noteWhatWasLeft(memoryId: string, system: string): Promise<void> {
  const memory = await loadMemory(memoryId)
  if (!memory) return
  const remembered = rememberedKeys(memory)
  const { map } = await currentMap(db)
  const share = systemShare(map, system)
  const standing = standingOf(memory)
  const known = new Set((remembered.left ?? []).map(({ dataset }) => dataset))
  const left = new Set(standing.filter((line) => line.left > 0).map(({ dataset }) => dataset))
  const missing = share.datasets.filter(({ key }) => left.has(key) && !known.has(key))
  if (missing.length === 0) return
  const person = keysToSeek(remembered, share.datasets, standing, 'hold-ended')
  const connector = await openSystem(system)
  const noted = await connector.inSnapshot(async (reader) => {
    const digests: LeftDigest[] = []
    for (const { key, fields } of missing) {
      const names = Object.keys(fields).sort()
      digests.push({ dataset: key, fields: names, digest: await digestOf(reader, share, person, key, names) })
    }
    return digests
  })
  await db.erasureMemory.updateMany({
    // Not where a follow-up was closed, or rows were dismissed, while this was read: each seals the keys anew.
    where: { id: memory.id, keysEnc: memory.keysEnc },
    data: { keysEnc: sealKeys(openVault(memory), { ...remembered, left: [...(remembered.left ?? []), ...noted] }) },
  })
}

/** Whether a row is not what was left there: changed since, or another one under its key or its link. */
export async function differsFromLeft(
  reader: SystemReader,
  share: SystemMap,
  person: PersonKeys,
  left: readonly LeftDigest[],
): Promise<boolean> {
  for (const { dataset: key, fields, digest } of left) {
    const dataset = share.datasets.find((one) => one.key === key)
    if (!dataset) continue
    // A field that the map no longer names cannot be compared: unknown is the safe side.
    if (fields.some((field) => !Object.hasOwn(dataset.fields, field))) return true
    if ((await digestOf(reader, share, person, key, fields)) !== digest) return true
  }
  return false
}

async function digestOf(reader: SystemReader, share: SystemMap, person: PersonKeys, dataset: string, fields: string[]) {
  const rows: string[] = []
  for await (const row of reader.read(share, person, dataset, fields)) {
    const text = JSON.stringify(
      fields.map((field) => row[field] ?? null),
      (_key, value) => (typeof value === 'bigint' ? String(value) : value),
    )
    rows.push(createHash('sha256').update(text).digest('base64'))
  }
  // In an order that no server's collation decides.
  return createHash('sha256').update(rows.sort().join('\n')).digest('base64')
}
