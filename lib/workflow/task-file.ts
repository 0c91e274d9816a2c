// What a colleague attaches: checked by content, encrypted under the request's key, kept in the storage folder like a
// package; served as a download alone.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { openPackage } from '../delivery/package/open-package'
import { type FileKind, fileKindOf, LARGEST_FILE, mediaTypes } from '../domain/by-hand/file-kind'
import { type Outcome, refuse } from '../domain/outcome'
import { encryptStream } from '../platform/crypto/stream-encryption'
import { placeOf, type RequestVault } from '../platform/request-vault'
import { store } from '../platform/storage'

export type Attachment = { name: string; bytes: Uint8Array }
export type FileColumns = { fileName: string; fileKind: FileKind; fileBytes: number; fileSha256: string }
type Stored = { id: string; fileName: string | null; fileBytes: number | null; fileSha256: string | null }

const taskFilePlace = (requestId: string, taskId: string) => placeOf(requestId, `manual_task.file:${taskId}`)

/** Null where there is nothing to check. */
export function checkedKind(file: Attachment | undefined): Outcome<{ kind: FileKind | null }> {
  if (!file) return { ok: true, kind: null }
  if (file.bytes.length > LARGEST_FILE) return refuse('file-too-large')
  const kind = fileKindOf(file.bytes, file.name)
  return kind ? { ok: true, kind } : refuse('file-not-taken')
}

/** The caller discards it where its transaction fails. */
export async function storeTaskFile(
  vault: RequestVault,
  taskId: string,
  bytes: Uint8Array,
  fileKind: FileKind,
): Promise<FileColumns> {
  const encrypted = Readable.from([Buffer.from(bytes)]).pipe(
    encryptStream(vault.key, taskFilePlace(vault.requestId, taskId)),
  )
  const fileName = await store(encrypted)
  return { fileName, fileKind, fileBytes: bytes.length, fileSha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Whole and unaltered, or a refusal. At most LARGEST_FILE bytes. */
export async function readTaskFile(vault: RequestVault, task: Stored): Promise<Outcome<{ bytes: Buffer }>> {
  if (task.fileName === null || task.fileSha256 === null) return refuse('not-found')
  const opened = await openPackage({
    ...{ storageName: task.fileName, sha256: task.fileSha256, bytes: task.fileBytes ?? 0 },
    ...{ key: vault.key, place: taskFilePlace(vault.requestId, task.id) },
  })
  if (!opened.ok) return refuse('file-damaged')
  return { ok: true, bytes: await buffer(opened.stream()) }
}

export const mediaTypeOf = (kind: string | null): string => mediaTypes[(kind ?? 'txt') as FileKind]
