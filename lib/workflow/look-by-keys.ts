// Looks for what an erasure left, or what came back since: by the remembered record keys and never by identifiers, so
// that whoever registered the same address since is not found.
import { ConnectorUnavailable, leftToDo, type SystemMap, SystemRefused } from '../connectors/connector'
import type { Catalogue } from '../domain/catalogue'
import type { PersonKeys, SystemFinding } from '../domain/findings'
import type { ErasurePlan } from '../domain/plan/types'
import { type FollowUpCause, keysToSeek } from '../domain/retention/standing-rows'
import { today } from '../platform/clock'
import { db } from '../platform/db/client'
import { setting } from '../platform/settings'
import { activeMatters } from './active-matters'
import { currentMap } from './current-map'
import { currentRules } from './current-rules'
import { drawPlan, type PlanMaterial } from './draw-plan'
import { indexOf, type MemoryCase, rememberedKeys, standingOf } from './load-memory'
import { openSystem } from './open-system'
import { nothingChosen } from './plan-choices'
import { systemShare } from './system-share'

export type LookedByKeys =
  | { ok: true; plan: ErasurePlan; person: PersonKeys; share: SystemMap; catalogue: Catalogue; leftToDo: number }
  /** Nothing can be said now; the class of the reason. `away`: it may be another time without anybody's doing. */
  | { ok: false; problem: string; away: boolean }

const cannot = (problem: string, away: boolean): LookedByKeys => ({ ok: false, problem, away })

/** `plan` is of this one system; `leftToDo` 0: the system stands as the plan wants it. */
export async function lookByKeys(memory: MemoryCase, system: string, cause: FollowUpCause): Promise<LookedByKeys> {
  const { version, map } = await currentMap(db)
  const rules = await currentRules(db)
  const share = systemShare(map, system, rules)
  const due = memory.lines.filter((line) => line.systemKey === system && line.state === 'due')
  const unknown = due.some((line) => !share.datasets.some(({ key }) => key === line.dataset))
  if (share.datasets.length === 0 || unknown) return cannot('map-changed', false)
  const person = keysToSeek(rememberedKeys(memory), share.datasets, standingOf(memory), cause)
  try {
    const connector = await openSystem(system)
    const { catalogue, finding } = await connector.inSnapshot(async (reader) => ({
      catalogue: await reader.inspect(),
      finding: await reader.discover(share, person),
    }))
    const stopped = stoppedBy(finding)
    if (stopped) return stopped
    const plan = drawErasure({
      requestId: memory.requestId,
      map: { ...map, systems: map.systems.filter(({ key }) => key === system), datasets: share.datasets },
      mapVersion: version,
      catalogues: { [system]: catalogue },
      findings: [finding],
      rules,
      matters: await activeMatters(db, () => indexOf(memory)),
      rowsAtOnce: await setting(db, 'rows-at-once'),
      today: today(memory.timeZone).toString(),
    })
    if (plan.blocks.length > 0) return cannot('blocked', false)
    const order = { stepId: memory.id, map: share, catalogueHash: finding.catalogueHash, person }
    const seen = await connector.verify({ ...order, groups: plan.systems[0]?.groups ?? [] })
    return { ok: true, plan, person, share, catalogue, leftToDo: leftToDo(seen) }
  } catch (error) {
    if (error instanceof ConnectorUnavailable) return cannot(error.failure, true)
    if (error instanceof SystemRefused) return cannot(error.timeout ? 'timeout' : 'refused', error.timeout)
    throw error
  }
}

function drawErasure(material: PlanMaterial): ErasurePlan {
  const plan = drawPlan('erasure', material, nothingChosen)
  if (plan?.right !== 'erasure') throw new Error('an erasure is followed up by an erasure')
  return plan
}

function stoppedBy(finding: SystemFinding): LookedByKeys | null {
  if (finding.status === 'searched') return null
  const away = finding.problems.find((problem) => problem.code === 'unreachable')
  return away ? cannot(away.detail, true) : cannot('blocked', false)
}
