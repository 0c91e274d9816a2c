import type { SystemFinding } from '../domain/findings'
import { db } from '../platform/db/client'

export type NewestFindings = { round: number; foundAt: string; systems: SystemFinding[] }

/** What the newest search brought; null before the first. */
export async function newestFindings(requestId: string): Promise<NewestFindings | null> {
  const newest = await db.systemFinding.findFirst({ where: { requestId }, orderBy: { round: 'desc' } })
  if (!newest) return null
  const rows = await db.systemFinding.findMany({
    where: { requestId, round: newest.round },
    orderBy: { systemKey: 'asc' },
  })
  const systems = rows.map((row) => row.document as unknown as SystemFinding)
  return { round: newest.round, foundAt: newest.foundAt.toISOString(), systems }
}
