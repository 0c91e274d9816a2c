import { randomUUID } from 'node:crypto'
import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { type ItemStatus, permits } from '../domain/request/status'
import { discard } from '../platform/storage'
import { commit } from './commit-item'
import { loadRequest, vaultOf } from './load-case'
import { MOST_SUBJECT_FILES, storeSubjectFile, subjectFileKind } from './subject-file'

/** Evidence of what is right: a PDF or a picture, until the correction is decided. */
export async function addFile(
  actor: SubjectActor,
  { requestId, bytes }: { requestId: string; bytes: Uint8Array },
): Promise<Outcome> {
  if (actor.requestId !== requestId || actor.level !== 'code') return refuse('not-permitted')
  const request = await loadRequest(requestId)
  const item = request?.items.find(({ right }) => right === 'rectification')
  if (!request || !item) return refuse('not-found')
  if (!permits('addWish', item.status as ItemStatus)) return refuse('wrong-status')
  const checked = subjectFileKind(bytes)
  if (!checked.ok) return checked
  const file = await storeSubjectFile(vaultOf(request), randomUUID(), bytes)
  const done = await commit(actor, requestId, async (tx, say) => {
    const where = { itemId: item.id, deletedAt: null }
    if ((await tx.subjectFile.count({ where })) >= MOST_SUBJECT_FILES) return { kept: false, full: true }
    // Under the request's lock: the decision may have fallen while the file came in.
    const { status } = await tx.requestItem.findUniqueOrThrow({ where: { id: item.id }, select: { status: true } })
    if (!permits('addWish', status as ItemStatus)) return { kept: false, full: false }
    await tx.subjectFile.create({ data: { itemId: item.id, kind: checked.kind, ...file } })
    const { id: fileId, bytes: size, sha256 } = file
    const body = { itemId: item.id, right: 'rectification' as const, fileId, kind: checked.kind, bytes: size, sha256 }
    say(evidence('subject-file.received', body))
    return { kept: true, full: false }
  }).catch(async (error) => {
    await discard(file.storageName)
    throw error
  })
  if (done.ok && done.kept) return { ok: true }
  await discard(file.storageName)
  if (!done.ok) return done
  return done.full ? refuse('files-too-many') : refuse('wrong-status')
}
