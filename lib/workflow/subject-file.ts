// What a person sends as evidence: checked by content, encrypted under the request's key, kept in the storage folder;
// served as a download alone.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { openPackage } from '../delivery/package/open-package'
import { type FileKind, fileKindOf } from '../domain/by-hand/file-kind'
import { type Outcome, refuse } from '../domain/outcome'
import { encryptStream } from '../platform/crypto/stream-encryption'
import { placeOf, type RequestVault } from '../platform/request-vault'
import { store } from '../platform/storage'

export const LARGEST_SUBJECT_FILE = 5_000_000
export const MOST_SUBJECT_FILES = 5
const taken: readonly FileKind[] = ['pdf', 'jpeg', 'png']

type Stored = { id: string; storageName: string; bytes: number; sha256: string }

const place = (requestId: string, id: string) => placeOf(requestId, `subject_file.file:${id}`)

export function subjectFileKind(bytes: Uint8Array): Outcome<{ kind: FileKind }, 'file-over-five' | 'file-not-picture'> {
  if (bytes.length > LARGEST_SUBJECT_FILE) return refuse('file-over-five')
  const kind = fileKindOf(bytes, '')
  return kind && taken.includes(kind) ? { ok: true, kind } : refuse('file-not-picture')
}

/** The caller discards it where its transaction fails. */
export async function storeSubjectFile(vault: RequestVault, id: string, bytes: Uint8Array): Promise<Stored> {
  const clear = Readable.from([Buffer.from(bytes)])
  const storageName = await store(clear.pipe(encryptStream(vault.key, place(vault.requestId, id))))
  return { id, storageName, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Whole and unaltered, or a refusal. */
export async function readSubjectFile(vault: RequestVault, file: Stored): Promise<Outcome<{ bytes: Buffer }>> {
  const { storageName, sha256, bytes } = file
  const opened = await openPackage({
    storageName,
    sha256,
    bytes,
    key: vault.key,
    place: place(vault.requestId, file.id),
  })
  if (!opened.ok) return refuse('file-damaged')
  return { ok: true, bytes: await buffer(opened.stream()) }
}
