import type { StaffActor } from '../domain/actor'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'

export type TokenLine = {
  id: string
  name: string
  scope: string
  by: string | null
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

/** Newest first; never the token, which nobody stores. */
export async function machineTokens(actor: StaffActor): Promise<TokenLine[]> {
  if (!may(actor, 'see')) return []
  const rows = await db.machineToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
  const users = await db.staffUser.findMany({
    where: { id: { in: rows.flatMap(({ createdBy }) => createdBy ?? []) } },
    select: { id: true, name: true },
  })
  return rows.map(({ id, name, scope, createdBy, createdAt, lastUsedAt, revokedAt }) => ({
    ...{ id, name, scope },
    by: users.find((user) => user.id === createdBy)?.name ?? null,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }))
}
