// What is corrected where (Art. 16 GDPR). Pure, and the same whatever the order of findings, wishes and places.

import type { MapDataset } from '../data-map/types'
import { canonicalJson } from '../evidence/canonical-json'
import type { SystemFinding } from '../findings'
import { isGranted, type PlaceFacts, type RectificationFacts, type WishFacts } from '../rectification/correction-facts'
import { type JudgedGroup, PlaceGroups } from '../rectification/place-groups'
import { BlockList, compareText } from './planning'
import type { KeptAsItIs, PlannedCorrection, RectificationPlan } from './rectification-plan'
import { blockSystems, tableOf, warnSystems } from './system-blocks'
import type { GroupCondition } from './types'
import { valueFits } from './value-fits'

type Lines = Pick<RectificationPlan, 'kept' | 'left' | 'asWished' | 'forwarded'> & {
  corrections: (PlannedCorrection & { system: string })[]
}
type Drawing = { facts: RectificationFacts; groups: PlaceGroups; blocks: BlockList; lines: Lines }

export function planRectification(given: RectificationFacts): RectificationPlan {
  const facts = withoutOwnMatters(given)
  const blocks = new BlockList()
  const warnings = new BlockList()
  const relevant = relevantShare(facts)
  blockSystems(relevant.map, relevant.findings, 'access', blocks)
  warnSystems(relevant.findings, warnings)
  const lines: Lines = { kept: [], left: [], asWished: [], forwarded: [], corrections: [] }
  const drawing = { facts, groups: new PlaceGroups(facts, blocks), blocks, lines }
  const { wishes } = facts.corrections
  for (const wish of wishes.filter(isGranted).sort((a, b) => a.number - b.number)) drawWish(drawing, wish)
  const undecided = wishes.filter(({ datum, status }) => datum !== null && status === 'open').length
  if (undecided > 0) blocks.add({ code: 'wish-undecided', count: undecided })
  foresee(drawing, warnings)
  return {
    format: 'habeas-plan/1',
    right: 'rectification',
    ...{ requestId: facts.requestId, today: facts.today, mapVersion: facts.mapVersion },
    ...ordersOf(drawing, relevant.findings),
    ...mattersOf(given),
    refused: wishes.filter(({ status }) => status === 'refused').map(({ id }) => ({ wish: id })),
    ...byHandOf(wishes),
    blocks: blocks.list(),
    warnings: warnings.list(),
  }
}

const withoutOwnMatters = (facts: RectificationFacts): RectificationFacts => ({
  ...facts,
  matters: (facts.matters ?? []).filter(({ id }) => !facts.corrections.ownMatters.includes(id)),
})

/** Only what could hold the data in question: whatever is wrong elsewhere does not stop a correction. */
function relevantShare({ map, findings, corrections }: RectificationFacts) {
  const data = new Set(
    corrections.wishes.flatMap(({ datum, status }) => (datum && status !== 'refused' ? [datum] : [])),
  )
  const holdsOne = ({ fields }: MapDataset) => Object.values(fields).some(({ datum }) => datum && data.has(datum))
  const datasets = map.datasets.filter(holdsOne)
  const names = new Set(datasets.map(({ key }) => key))
  const concerns = (problem: SystemFinding['problems'][number]) =>
    problem.code === 'ambiguous-key' || !('dataset' in problem) || names.has(problem.dataset)
  return {
    map: { ...map, datasets },
    findings: findings
      .filter(({ system }) => datasets.some((dataset) => dataset.system === system))
      .map((finding) => ({
        ...finding,
        problems: finding.problems.filter(concerns),
        warnings: finding.warnings.filter(concerns),
        datasets: finding.datasets.filter(({ dataset }) => names.has(dataset)),
      })),
  }
}

function drawWish(drawing: Drawing, wish: WishFacts) {
  const places = drawing.facts.corrections.places.filter((place) => place.wish === wish.id)
  const anywhere = places.some(({ before }) => before !== null)
  for (const place of [...places].sort(byPlace)) {
    // Where nothing stands nothing is wrong: it is completed where the DPO says so, or where the datum stands nowhere.
    if (place.before === null && place.decision !== 'apply' && anywhere) continue
    drawPlace(drawing, wish, place)
  }
  blockUnseen(drawing, wish, places)
}

/** Every row that the search counted is in a place: what came or changed since is looked at first. */
function blockUnseen({ facts, groups, blocks }: Drawing, { datum }: WishFacts, places: readonly PlaceFacts[]) {
  for (const dataset of facts.map.datasets.filter(({ role }) => role === 'controller'))
    for (const field of Object.keys(dataset.fields).filter((name) => dataset.fields[name]?.datum === datum)) {
      const placed = places.filter((place) => place.dataset === dataset.key && place.field === field)
      for (const { where, rows } of groups.of(dataset, field)) {
        const own = placed.flatMap((place) => place.groups.filter((group) => sameRows(group.where, where)))
        const unseen = Math.abs(rows - own.reduce((sum, group) => sum + group.rows, 0))
        if (unseen > 0) blocks.add({ code: 'search-again', dataset: dataset.key, rows: unseen })
      }
    }
}

const sameRows = (a: GroupCondition, b: GroupCondition): boolean => canonicalJson(a) === canonicalJson(b)

const byPlace = (a: PlaceFacts, b: PlaceFacts) =>
  compareText(`${a.system} ${a.dataset} ${a.field} ${a.before}`, `${b.system} ${b.dataset} ${b.field} ${b.before}`)

function drawPlace({ facts, groups, blocks, lines }: Drawing, wish: WishFacts, place: PlaceFacts) {
  const { dataset: key, field, rows, before } = place
  const dataset = facts.map.datasets.find((one) => one.key === key)
  if (!dataset?.fields[field]) return blocks.add({ code: 'search-again', dataset: key, rows })
  if (dataset.role === 'processor') return void forward(lines, dataset, rows)
  if (before === wish.after) return void lines.asWished.push({ dataset: key, field, rows })
  if (place.decision === 'leave')
    return void lines.left.push({ wish: wish.id, place: place.id, dataset: key, field, rows })
  const judged = groups.of(dataset, field)
  for (const { where, rows: share } of place.groups) {
    const group = judged.find((one) => sameRows(one.where, where))
    // A rule or a matter came since the search, and divides the rows in another way.
    if (!group) blocks.add({ code: 'search-again', dataset: key, rows: share })
    else if (group.why) lines.kept.push(keptLine(place, share, dataset, group.why))
    else {
      const correction = { place: place.id, dataset: key, field, rows: share, before, after: wish.after, where }
      lines.corrections.push({ ...correction, system: dataset.system })
    }
  }
}

const keptLine = (
  { id, dataset, field }: PlaceFacts,
  rows: number,
  { document, fields }: MapDataset,
  why: NonNullable<JudgedGroup['why']>,
): KeptAsItIs => ({
  ...{ place: id, dataset, field, rows, why },
  // What a document does not have to state is no matter for a corrective one.
  offer: why.code === 'issued-document' && document && fields[field]?.term ? 'corrective-document' : 'statement',
})

/** Rows of one dataset may hold several data of the person: counted once. */
function forward({ forwarded }: Lines, { key, controller }: MapDataset, rows: number) {
  const line = forwarded.find(({ dataset }) => dataset === key)
  if (line) line.rows = Math.max(line.rows, rows)
  else forwarded.push({ dataset: key, controller, rows })
}

/** Says beforehand what the server would refuse. */
function foresee({ facts, blocks, lines }: Drawing, warnings: BlockList) {
  const wanted = new Map(
    facts.corrections.places.map((place) => [
      place.id,
      facts.corrections.wishes.find(({ id }) => id === place.wish)?.wanted ?? null,
    ]),
  )
  for (const { place, dataset: key, field, system } of lines.corrections) {
    const dataset = facts.map.datasets.find((one) => one.key === key)
    const catalogue = facts.catalogues[system]
    if (!dataset || !catalogue) continue
    const table = tableOf(facts.catalogues, system, dataset.table)
    const fit = valueFits(catalogue, dataset, field, wanted.get(place) ?? null)
    if (!fit.ok) blocks.add({ code: 'value-unfit', dataset: key, field, problem: fit.problem })
    if (table && !table.rights.update)
      blocks.add({ code: 'system', system, problem: { code: 'no-right', dataset: key, right: 'update' } })
    for (const trigger of table?.triggers ?? []) warnings.add({ code: 'trigger', dataset: key, trigger })
  }
  for (const { dataset, controller, rows } of lines.forwarded)
    warnings.add({ code: 'processor', dataset, controller, rows })
}

function ordersOf({ lines }: Drawing, findings: readonly SystemFinding[]) {
  const { corrections, kept, left, asWished, forwarded } = lines
  const rules = new Map<string, { key: string; version: number }>()
  for (const { where } of corrections)
    for (const { rule, ruleVersion } of where.notHeldBy) rules.set(rule, { key: rule, version: ruleVersion })
  for (const { why } of kept)
    if (why.code === 'issued-document') rules.set(why.rule, { key: why.rule, version: why.ruleVersion })
  const systems = findings.map(({ system, catalogueHash }) => ({
    system,
    catalogueHash,
    corrections: corrections.filter((one) => one.system === system).map(({ system: _, ...correction }) => correction),
  }))
  const sum = (list: readonly { rows: number }[]) => list.reduce((total, { rows }) => total + rows, 0)
  return {
    rules: [...rules.values()].sort((a, b) => compareText(a.key, b.key)),
    systems: systems.sort((a, b) => compareText(a.system, b.system)),
    ...{ kept, left, asWished, forwarded },
    totals: { rows: sum(corrections), kept: sum(kept) },
  }
}

/** All that were in view, the person's own restriction too: one that is not among them came later (active-matters). */
function mattersOf({ matters = [] }: RectificationFacts) {
  return matters.length > 0 ? { matters: matters.map(({ id }) => id).sort(compareText) } : {}
}

function byHandOf(wishes: readonly WishFacts[]): { byHand?: string[] } {
  const words = wishes.filter(({ datum, status }) => datum === null && status !== 'refused')
  return words.length > 0 ? { byHand: words.sort((a, b) => a.number - b.number).map(({ id }) => id) } : {}
}
