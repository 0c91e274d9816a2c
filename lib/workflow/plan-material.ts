// What a plan is drawn from when nothing is searched anew: the newest findings and the structure seen with them.
import type { Catalogue } from '../domain/catalogue'
import type { SystemFinding } from '../domain/findings'
import type { Right } from '../domain/request/rights'
import { today } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { setting } from '../platform/settings'
import { activeMatters } from './active-matters'
import type { CurrentMap } from './current-map'
import { currentRules } from './current-rules'
import type { PlanMaterial } from './draw-plan'

type Reader = Pick<Transaction, '$queryRaw' | 'connectedSystem' | 'holdRule' | 'matter' | 'matterPerson' | 'setting'>
type Asked = { id: string; timeZone: string; personIndex: string[] }

/** `seen`: the map that the findings were made with; another one would speak of datasets nobody counted. */
export async function planMaterial(
  from: Reader,
  request: Asked,
  seen: CurrentMap,
  right: Right,
): Promise<PlanMaterial> {
  const findings = await newestFindings(from, request.id, seen)
  return {
    requestId: request.id,
    map: seen.map,
    mapVersion: seen.version,
    findings,
    rowsAtOnce: await setting(from, 'rows-at-once'),
    today: today(request.timeZone).toString(),
    ...(changes(right) ? await obstacles(from, request, findings) : { catalogues: {}, rules: [], matters: [] }),
  }
}

const changes = (right: Right): boolean => right === 'erasure' || right === 'rectification'

/** In the order of the search, which the plan's hash follows. */
async function newestFindings(from: Reader, requestId: string, { map }: CurrentMap): Promise<SystemFinding[]> {
  const rows = await from.$queryRaw<{ document: SystemFinding }[]>`
    SELECT document FROM system_finding WHERE request_id = ${requestId}::uuid AND round =
      (SELECT max(round) FROM system_finding WHERE request_id = ${requestId}::uuid)`
  const place = ({ system }: SystemFinding) => map.systems.findIndex(({ key }) => key === system)
  return rows.map(({ document }) => document).sort((a, b) => place(a) - place(b))
}

/** What can stand in the way of an erasure or a correction; a copy is drawn from the findings alone. */
async function obstacles(
  from: Reader,
  request: Asked,
  findings: SystemFinding[],
): Promise<Pick<PlanMaterial, 'catalogues' | 'rules' | 'matters'>> {
  const keys = findings.map(({ system }) => system)
  const systems = await from.connectedSystem.findMany({
    where: { key: { in: keys } },
    select: { key: true, catalogue: true },
  })
  const catalogues: Record<string, Catalogue> = {}
  for (const { key, catalogue } of systems) if (catalogue) catalogues[key] = catalogue as unknown as Catalogue
  return {
    catalogues,
    rules: await currentRules(from),
    matters: await activeMatters(from, () => request.personIndex),
  }
}
