// What is remembered of an erasure, under a key of its own that outlives the request's.
import type { PersonKeys } from '../domain/findings'
import type { StandingRows } from '../domain/retention/standing-rows'
import { db, type Prisma } from '../platform/db/client'
import { openVault, type RequestVault } from '../platform/request-vault'
import { personIndex } from './person-index'

export type MemoryCase = Prisma.ErasureMemoryGetPayload<{ include: { lines: true } }>

const PLACE = 'erasure_memory.keys'

/** Null where it is unknown or was destroyed. */
export async function loadMemory(id: string): Promise<MemoryCase | null> {
  const memory = await db.erasureMemory.findUnique({ where: { id }, include: { lines: true } })
  return memory?.forgottenAt === null ? memory : null
}

/** `kinds`: of the identifiers that were proven; only these can tell that a row names somebody else by now. */
export type Remembered = PersonKeys & { kinds: string[] }

export const sealKeys = (vault: RequestVault, { anchors, kinds }: Omit<Remembered, 'identifiers'>): string =>
  vault.seal(PLACE, JSON.stringify({ identifiers: [], anchors, kinds }))

/** @throws VaultGone where the memory was destroyed */
export function rememberedKeys(memory: { id: string; wrappedKey: string | null; keysEnc: string | null }): Remembered {
  const vault = openVault(memory)
  if (memory.keysEnc === null) throw new Error('a memory without keys')
  return JSON.parse(vault.open(PLACE, memory.keysEnc))
}

/** By what matters and other requests are seen to be about the same person: what was proven, and the records' keys. */
export const indexOf = (memory: MemoryCase): string[] => [
  ...new Set([...memory.identifierIndexes, ...personIndex(rememberedKeys(memory))]),
]

export const standingOf = (memory: { rows: Prisma.JsonValue }): StandingRows => memory.rows as StandingRows
