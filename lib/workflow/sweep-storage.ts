// A process that dies while it builds a package leaves files that no row names: they hold personal data, so they go.
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { now } from '../platform/clock'
import { db } from '../platform/db/client'
import { env } from '../platform/env'
import { discard } from '../platform/storage'

/** Longer than any building takes: what is being written now is young. */
const HOURS = 24

/** @returns how many were removed. Files of other kinds in the folder are left alone. */
export async function sweepStorage(): Promise<number> {
  await removeSubjectFiles()
  const folder = env().HABEAS_STORAGE_DIR
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f-]{36}\.bin(\.part)?$/.test(name))
  const limit = now().subtract({ hours: HOURS }).epochMilliseconds
  let removed = 0
  for (const name of names) {
    const file = path.join(folder, name)
    const seen = await stat(file).catch(() => null)
    if (!seen || seen.mtimeMs > limit) continue
    if ((await db.manualTask.count({ where: { fileName: name } })) > 0) continue
    if ((await db.subjectFile.count({ where: { storageName: name } })) > 0) continue
    if ((await db.accessPackage.count({ where: { storageName: name, deletedAt: null } })) > 0) continue
    await rm(file, { force: true })
    removed += 1
  }
  return removed
}

/** What a person sent as evidence is gone within the hour after the decision. */
async function removeSubjectFiles(): Promise<void> {
  const over = await db.subjectFile.findMany({ where: { deletedAt: { not: null } } })
  for (const { id, storageName } of over) {
    await discard(storageName)
    await db.subjectFile.deleteMany({ where: { id } })
  }
}
