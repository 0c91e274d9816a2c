// Encrypted files (packages). Written to a temporary name, flushed, then renamed: a full disk or a dead process leaves
// nothing under the final name.
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from './env'

const safeName = /^[0-9a-z-]{1,80}(\.[0-9a-z]{1,10})?$/

/** Absolute path of a stored file. @throws RangeError on a name that could leave the folder. */
export function storagePath(name: string): string {
  if (!safeName.test(name)) throw new RangeError('not a storage name')
  return path.resolve(env().HABEAS_STORAGE_DIR, name)
}

/**
 * Streams `source` (already encrypted) into the store and answers its name. What is not `lasting` serves this process only:
 * it is not flushed to the disk.
 */
export async function store(source: Readable, { lasting = true } = {}): Promise<string> {
  const name = `${randomUUID()}.bin`
  const final = storagePath(name)
  const temporary = `${final}.part`
  await mkdir(path.dirname(final), { recursive: true, mode: 0o700 })
  try {
    await pipeline(source, createWriteStream(temporary, { mode: 0o600, flags: 'wx' }))
    if (lasting) await flush(temporary)
    await rename(temporary, final)
    return name
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

/** Idempotent. */
export const discard = (name: string): Promise<void> => rm(storagePath(name), { force: true })
