// An approved order for the shop, as the planner would make it, from what discovery found.
import type { DatasetFinding, PersonKeys, Stratum } from '../../domain/findings'
import { xorDigests } from '../../domain/plan/digest'
import type { FieldChange, GroupCondition, HoldCondition, PlanGroup } from '../../domain/plan/types'
import type { Connector, ErasureOrder, SystemMap } from '../connector'

/** French invoices from 2016 on are held in these tests. */
export const french: HoldCondition = {
  ...{ rule: 'fr-invoice', ruleVersion: 1, document: 'invoice', jurisdiction: 'FR', heldFrom: '2016-01-01' },
}
export const all: GroupCondition = { heldBy: [], notHeldBy: [], referenced: null }
export const held: GroupCondition = { heldBy: [french], notHeldBy: [], referenced: null }
export const released: GroupCondition = { heldBy: [], notHeldBy: [french], referenced: false }

const isHeld = (stratum: Stratum) =>
  stratum.documents.some((d) => d.issued && d.jurisdiction === 'FR' && (d.date ?? '') >= french.heldFrom)

export function group(
  found: readonly DatasetFinding[],
  dataset: string,
  fate: PlanGroup['fate'],
  where: GroupCondition,
  changes: FieldChange[] = [],
): PlanGroup {
  const strata = (found.find((finding) => finding.dataset === dataset)?.strata ?? []).filter((stratum) =>
    where.heldBy.length ? isHeld(stratum) : where.notHeldBy.length ? !isHeld(stratum) : true,
  )
  const rows = strata.reduce((sum, stratum) => sum + stratum.count, 0)
  return { dataset, fate, where, rows, digest: xorDigests(strata.map((s) => s.digest)), changes, keeps: [] }
}

export async function shopOrder(shop: Connector, map: SystemMap, person: PersonKeys): Promise<ErasureOrder> {
  const { datasets: found, catalogueHash } = await shop.discover(map, person)
  const clear = (field: string): FieldChange => ({ field, change: 'clear' })
  const groups = [
    ...['order', 'visit', 'account', 'message', 'newsletter'].map((key) => group(found, key, 'delete', all)),
    group(found, 'line', 'delete', released),
    group(found, 'line', 'clear', held),
    // Held first, on purpose: what a later condition reads has then already changed.
    group(found, 'invoice', 'clear', held, [
      { field: 'email', change: { replace: '-' } },
      clear('phone'),
      clear('country'),
    ]),
    group(found, 'invoice', 'delete', released),
    group(found, 'customer', 'clear', held, [
      { field: 'email', change: { replace: 'erased-{id}@invalid' } },
      clear('phone'),
      clear('note'),
    ]),
  ]
  return { stepId: 'step', map, catalogueHash, person, groups: groups.filter((g) => g.rows > 0) }
}
