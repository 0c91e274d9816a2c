import type { StaffActor } from '../domain/actor'
import { type FileKind, mediaTypes } from '../domain/by-hand/file-kind'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { vaultOf } from './load-case'
import type { TaskFile } from './open-task'
import { recordReading } from './record-reading'
import { readSubjectFile } from './subject-file'

/** On record before the first byte; served as an attachment. */
export async function openSubjectFile(
  actor: StaffActor,
  { fileId }: { fileId: string },
): Promise<Outcome<{ file: TaskFile }>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const file = await db.subjectFile.findUnique({
    where: { id: fileId },
    include: { item: { include: { request: true } } },
  })
  if (!file || file.deletedAt !== null) return refuse('not-found')
  const { request } = file.item
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const read = await readSubjectFile(vaultOf(request), file)
  if (!read.ok) return read
  await recordReading(actor, request.id, {
    system: 'habeas',
    dataset: 'subject-file',
    rows: 1,
    purpose: 'rectification',
  })
  const filename = `${request.reference}-${file.receivedAt.toISOString().slice(0, 10)}.${file.kind}`
  return { ok: true, file: { filename, type: mediaTypes[file.kind as FileKind], bytes: read.bytes } }
}
