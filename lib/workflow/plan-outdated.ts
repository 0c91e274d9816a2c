// A plan is signed as it would be drawn now: under the newest map and the rules in force, not those of the day it was
// drafted. A rule that came since may hold what the plan would erase (Art. 17(3)(b)).

import type { PlanDocument } from '../domain/plan/plan-document'
import { planHash } from '../domain/plan/plan-hash'
import { db } from '../platform/db/client'
import { currentMap } from './current-map'
import { drawPlan } from './draw-plan'
import { planChoices } from './plan-choices'
import { planMaterial } from './plan-material'

type Asked = { id: string; request: { id: string; timeZone: string; personIndex: string[] } }
type Drawn = { document: unknown; hash: string; mapVersion: number }

/** The same day and the newest findings: whatever else differs calls for a new search. */
export async function planOutdated(item: Asked, plan: Drawn): Promise<boolean> {
  const seen = await currentMap(db)
  if (seen.version !== plan.mapVersion) return true
  const document = plan.document as PlanDocument
  const material = { ...(await planMaterial(db, item.request, seen, document.right)), today: document.today }
  const choices = await planChoices(db, { id: item.id, right: document.right }, document, document.today)
  const again = drawPlan(document.right, material, choices)
  return planHash(again) !== plan.hash
}
