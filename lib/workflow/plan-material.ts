// What a plan is drawn from when nothing is searched anew: the newest findings and the structure seen with them.
import type { Catalogue } from '../domain/catalogue'
import type { SystemFinding } from '../domain/findings'
import { today } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { activeMatters } from './active-matters'
import { mapVersion } from './current-map'
import { currentRules } from './current-rules'
import type { PlanMaterial } from './draw-plan'

type Reader = Pick<
  Transaction,
  'systemFinding' | 'connectedSystem' | 'dataMapVersion' | 'holdRule' | 'matter' | 'matterPerson'
>

/** `version`: of the map that the findings were made with; another one would speak of datasets nobody counted. */
export async function planMaterial(
  from: Reader,
  request: { id: string; timeZone: string; personIndex: string[] },
  version: number,
): Promise<PlanMaterial> {
  const requestId = request.id
  const { map } = await mapVersion(from, version)
  const newest = await from.systemFinding.findFirst({ where: { requestId }, orderBy: { round: 'desc' } })
  const rows = newest ? await from.systemFinding.findMany({ where: { requestId, round: newest.round } }) : []
  const systems = await from.connectedSystem.findMany({ where: { key: { in: rows.map((row) => row.systemKey) } } })
  const catalogues: Record<string, Catalogue> = {}
  for (const system of systems) if (system.catalogue) catalogues[system.key] = system.catalogue as unknown as Catalogue
  return {
    requestId,
    map,
    mapVersion: version,
    catalogues,
    findings: rows.map((row) => row.document as unknown as SystemFinding),
    rules: await currentRules(from),
    matters: await activeMatters(from, () => request.personIndex),
    today: today(request.timeZone).toString(),
  }
}
