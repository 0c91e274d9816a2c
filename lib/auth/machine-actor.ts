// Another program, by the token in its Authorization header. Unknown, revoked and malformed tokens look alike.
import type { MachineActor } from '../domain/actor'
import { MACHINE_TOKEN_PREFIX, type MachineScope } from '../domain/machine-token'
import { instantToDate, now } from '../platform/clock'
import { linkTokenHash } from '../platform/crypto/tokens'
import { db } from '../platform/db/client'

const USE_MINUTES = 1

export async function machineActor(authorization: string | null): Promise<MachineActor | null> {
  const given = /^Bearer (\S{1,200})$/i.exec(authorization ?? '')?.[1]
  if (!given?.startsWith(MACHINE_TOKEN_PREFIX)) return null
  const tokenHash = linkTokenHash(given.slice(MACHINE_TOKEN_PREFIX.length))
  const token = tokenHash && (await db.machineToken.findUnique({ where: { tokenHash } }))
  if (!token || token.revokedAt) return null
  // Not at every request: one row that each of them writes would be the slowest part of all.
  const before = instantToDate(now().subtract({ minutes: USE_MINUTES }))
  await db.machineToken.updateMany({
    where: { id: token.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: instantToDate(now()) },
  })
  return { kind: 'machine', tokenId: token.id, scope: token.scope as MachineScope } as MachineActor
}
