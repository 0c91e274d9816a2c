import type { HoldRule } from '../domain/hold-rule'
import { db } from '../platform/db/client'

/** The rules that a plan names, in the versions that it names. */
export async function rulesNamed(named: { key: string; version: number }[]): Promise<HoldRule[]> {
  if (named.length === 0) return []
  const rows = await db.holdRule.findMany({ where: { OR: named.map(({ key, version }) => ({ key, version })) } })
  return rows.map((row) => row.document as HoldRule)
}
