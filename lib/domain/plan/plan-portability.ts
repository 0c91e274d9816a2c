// Which of the person's data is portable (Art. 20): what the map does not show to be so does not leave.
import type { DataMap, MapDataset, MapField } from '../data-map/types'
import type { DatasetFinding, SystemFinding } from '../findings'
import { foundDatasets } from './plan-access'
import { forwardedRows } from './plan-erasure'
import { BlockList, compareText } from './planning'
import type {
  LeftBehind,
  NeededAcceptance,
  NotPortable,
  PortabilityDestination,
  PortabilityPlan,
} from './portability-plan'
import { blockSystems, warnSystems } from './system-blocks'
import type { AccessPlan } from './types'

/** Where it goes, and whether the person confirmed exactly that. */
export type PortabilityWish = { destination: PortabilityDestination; confirmed: boolean }

export type PortabilityFacts = PortabilityWish & {
  requestId: string
  map: DataMap
  mapVersion: number
  findings: readonly SystemFinding[]
  /** Left out by a colleague, each with a reason. */
  excluded: AccessPlan['excluded']
  /** ISO date. */
  today: string
}

type Found = { dataset: MapDataset; finding: DatasetFinding }
type Judged = Found & { fields: string[]; left: LeftBehind[]; undeclared: string[] }

/** `datasets` is exactly what leaves once everybody who is asked has accepted; of what is left, every field has its reason. */
export function planPortability(facts: PortabilityFacts): PortabilityPlan {
  const { map, destination } = facts
  const blocks = new BlockList()
  const warnings = new BlockList()
  blockSystems(map, facts.findings, 'access', blocks)
  warnSystems(facts.findings, warnings)
  blockDestination(facts, blocks)
  // Without rows of the person, what the map leaves open about a dataset stops nobody.
  const found = foundDatasets(facts).filter(({ finding }) => finding.count > 0)
  const judged = found.map((one) => judge(one, facts))
  for (const { dataset, undeclared } of judged)
    for (const field of undeclared) blocks.add({ code: 'origin-undeclared', dataset: dataset.key, field })
  const leaving = judged.filter(({ fields }) => fields.length > 0)
  const forwarded = forwardedRows(judged.filter((one) => one.dataset.role === 'processor' && !leaving.includes(one)))
  for (const { dataset, controller, rows } of forwarded) warnings.add({ code: 'processor', dataset, controller, rows })
  const datasets = leaving.map(({ dataset: { key, system }, finding: { count, digest }, fields }) => ({
    ...{ dataset: key, system, rows: count, digest, fields },
  }))
  return {
    format: 'habeas-plan/1',
    right: 'portability',
    requestId: facts.requestId,
    today: facts.today,
    mapVersion: facts.mapVersion,
    destination,
    datasets,
    left: judged.flatMap(({ left }) => left),
    acceptances: neededAcceptances(leaving, destination),
    forwarded,
    blocks: blocks.list(),
    warnings: warnings.list(),
    totals: { rows: rowsOf(datasets) },
  }
}

/** The same plan without what these controllers refused to let go. */
export function withoutRefused(plan: PortabilityPlan, controllers: readonly string[]): PortabilityPlan {
  const refused = plan.acceptances
    .filter(({ controller }) => controllers.includes(controller))
    .flatMap(({ datasets }) => datasets)
  const datasets = plan.datasets.filter(({ dataset }) => !refused.includes(dataset))
  const gone = plan.datasets.filter(({ dataset }) => refused.includes(dataset))
  const why = 'not-accepted' as const
  const left = [...plan.left, ...gone.map(({ dataset }) => ({ dataset, field: null, why }))]
  return { ...plan, datasets, left, totals: { rows: rowsOf(datasets) } }
}

const rowsOf = (datasets: readonly { rows: number }[]) => datasets.reduce((sum, { rows }) => sum + rows, 0)

function blockDestination({ destination, confirmed }: PortabilityFacts, blocks: BlockList) {
  if (destination.to === 'controller') blocks.add({ code: 'receiver-missing' })
  if (destination.to === 'receiver' && !confirmed) blocks.add({ code: 'receiver-unconfirmed' })
}

function judge(found: Found, { destination, excluded }: PortabilityFacts): Judged {
  const { dataset } = found
  const { key, fields } = dataset
  const nothing = (line: Omit<LeftBehind, 'dataset' | 'field'>): Judged => ({
    ...found,
    ...{ fields: [], left: [{ dataset: key, field: null, ...line }], undeclared: [] },
  })
  // Only a client may hand its data to the person: we pass the request on (Art. 28(3)(e)).
  if (dataset.role === 'processor' && destination.to === 'person') return nothing({ why: 'client' })
  const choices = new Map(excluded.filter((one) => one.dataset === key).map(({ field, reason }) => [field, reason]))
  const whole = choices.get(null)
  if (whole !== undefined) return nothing({ why: 'excluded', reason: whole })
  const judged: Judged = { ...found, fields: [], left: [], undeclared: [] }
  for (const [name, field] of Object.entries(fields)) {
    const reason = choices.get(name)
    const why = field.withheld || reason === undefined ? fateOf(field, dataset) : 'excluded'
    if (why === 'portable') judged.fields.push(name)
    else if (why === 'undeclared') judged.undeclared.push(name)
    else judged.left.push({ dataset: key, field: name, why, ...(why === 'excluded' && { reason }) })
  }
  const [first] = judged.left
  const alike = judged.left.length === Object.keys(fields).length && judged.left.every(({ why }) => why === first?.why)
  return first && first.why !== 'excluded' && alike ? nothing({ why: first.why }) : judged
}

function fateOf(field: MapField, dataset: MapDataset): NotPortable | 'portable' | 'undeclared' {
  if (field.withheld) return 'withheld'
  const basis = field.legalBasis ?? dataset.legalBasis
  if (basis !== 'consent' && basis !== 'contract') return 'legal-basis'
  if (field.namesOthers) return 'names-others'
  if (field.origin === undefined) return 'undeclared'
  return field.origin === 'provided' || field.origin === 'observed' ? 'portable' : field.origin
}

/**
 * One question a controller. A client decides wherever its data goes; outside the EEA every controller does (the page
 * that asks shows the country to both).
 */
function neededAcceptances(leaving: Judged[], destination: PortabilityDestination): NeededAcceptance[] {
  const outside = destination.to === 'receiver' && destination.adequacy !== 'eea'
  const asked = leaving.filter(({ dataset }) => outside || dataset.role === 'processor')
  return [...Map.groupBy(asked, ({ dataset }) => dataset.controller)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([controller, datasets]) => ({
      controller,
      why: datasets.some(({ dataset }) => dataset.role === 'processor') ? 'client' : 'outside-eea',
      datasets: datasets.map(({ dataset }) => dataset.key),
    }))
}
