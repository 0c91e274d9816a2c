import type { MapDataset } from '../data-map/types'
import type { DatasetFinding } from '../findings'
import { documentQuestions } from './document-questions'
import { blockImpossible } from './field-fate'
import { frozenDatasets, inPlaces, isFrozen } from './freeze'
import { groupRows } from './group-rows'
import { Judge } from './judge-strata'
import { notAtomic } from './parts'
import { isInPart } from './path-fate'
import { BlockList, compareText, type DatasetDraft, type ErasureFacts } from './planning'
import { datasetKeys, executionOrder, waysBack } from './relations'
import { blockSystems, signedByHand, tableOf, warnSystems } from './system-blocks'
import type { ErasurePlan, HoldCondition, PlanGroup } from './types'

/**
 * Every row found has one fate, or stands under a block: deleted, or cleared of everything but what a rule, a reference
 * or the map keeps. Pure, and the same whatever the order of findings, strata, rules and datasets.
 */
export function planErasure(facts: ErasureFacts): ErasurePlan {
  const blocks = new BlockList()
  const warnings = new BlockList()
  blockSystems(facts.map, facts.findings, 'erasure', blocks)
  warnSystems(facts.findings, warnings)
  const { drafts, forwarded } = draftDatasets(facts, blocks)
  const asked = documentQuestions(facts.map, facts.rules)
  const groups = new Map(drafts.map((draft) => [draft.dataset.key, groupRows(facts.map, asked, draft)]))
  const ordered = orderGroups(drafts, groups, blocks)
  for (const draft of drafts) foresee(facts, draft, groups.get(draft.dataset.key) ?? [], blocks, warnings)
  const all = ordered.flatMap((system) => system.groups)
  for (const said of notAtomic(ordered, facts.rowsAtOnce ?? Number.POSITIVE_INFINITY)) warnings.add(said)
  for (const { dataset, controller, rows } of forwardedRows(forwarded))
    warnings.add({ code: 'processor', dataset, controller, rows })
  return {
    format: 'habeas-plan/1',
    right: 'erasure',
    requestId: facts.requestId,
    today: facts.today,
    mapVersion: facts.mapVersion,
    rules: rulesOf(all),
    ...mattersOf(facts, all),
    systems: ordered.map(({ system, groups }) => ({ system, catalogueHash: hashOf(facts, system), groups })),
    blocks: blocks.list(),
    warnings: warnings.list(),
    ...signedByHand(facts.map),
    forwarded: forwardedRows(forwarded),
    totals: totalsOf(drafts, all),
  }
}

function draftDatasets(facts: ErasureFacts, blocks: BlockList) {
  const located = facts.findings.flatMap(({ system, datasets }) =>
    datasets.flatMap((d) => locate(facts, system, d, blocks)),
  )
  located.sort((a, b) => compareText(a.dataset.key, b.dataset.key))
  const keys = datasetKeys(located)
  const today = Temporal.PlainDate.from(facts.today)
  const judge = new Judge({ map: facts.map, keys, ways: waysBack(located), today }, facts.rules)
  const frozen = frozenDatasets(facts.map, located, keys, facts.matters ?? [])
  const drafts = located
    .filter(({ dataset }) => dataset.role === 'controller')
    .map((draft) => ({
      ...draft,
      ...judge.judge(draft.finding, blocks),
      frozen: frozen.get(draft.dataset.key) ?? [],
    }))
  const forwarded = located.filter(({ dataset }) => dataset.role === 'processor')
  return { drafts, forwarded }
}

function locate(facts: ErasureFacts, system: string, finding: DatasetFinding, blocks: BlockList): DatasetDraft[] {
  const dataset = facts.map.datasets.find((d) => d.key === finding.dataset)
  if (!dataset || dataset.system !== system) throw new Error(`Finding of a dataset outside the map: ${finding.dataset}`)
  assertSums(finding)
  const table = tableOf(facts.catalogues, system, dataset.table)
  if (table) return [{ dataset, table, finding, strata: [], conditions: [], endings: [], frozen: [] }]
  const problem = { code: 'table-missing', dataset: dataset.key, table: dataset.table } as const
  blocks.add({ code: 'system', system, problem })
  return []
}

/** A finding that does not add up was made by a faulty connector: nothing may be decided from it. */
function assertSums({ dataset, count, strata }: DatasetFinding) {
  const sum = strata.reduce((rows, stratum) => rows + stratum.count, 0)
  if (sum !== count) throw new Error(`Strata of ${dataset} hold ${sum} rows, the finding says ${count}`)
}

/** Within each system children first; a system found empty stands here too: it was searched. */
function orderGroups(drafts: DatasetDraft[], groups: Map<string, PlanGroup[]>, blocks: BlockList) {
  const systems = [...new Set(drafts.map((draft) => draft.dataset.system))].sort(compareText)
  return systems.map((system) => {
    const touched = drafts.filter((d) => d.dataset.system === system && (groups.get(d.dataset.key)?.length ?? 0) > 0)
    const { order, cycles } = executionOrder(touched)
    for (const datasets of cycles) {
      const deleted = datasets.filter((key) => groups.get(key)?.some((group) => group.fate === 'delete'))
      if (deleted.length > 1) blocks.add({ code: 'cycle', datasets })
    }
    return { system, groups: order.flatMap((key) => groups.get(key) ?? []) }
  })
}

function foresee(facts: ErasureFacts, draft: DatasetDraft, groups: PlanGroup[], blocks: BlockList, warn: BlockList) {
  const { dataset, table } = draft
  const catalogue = facts.catalogues[dataset.system]
  if (!catalogue || groups.length === 0) return
  // Nothing is changed in a frozen row, so nothing about it can be impossible.
  for (const { fate, changes } of groups.filter((group) => !isFrozen(group)))
    if (fate === 'clear') blockImpossible({ dataset, table, catalogue, changes }, blocks)
  blockUnreadable(draft, groups, blocks)
  for (const trigger of table.triggers) warn.add({ code: 'trigger', dataset: dataset.key, trigger })
  for (const name of new Set(draft.strata.flatMap(({ stratum }) => stratum.referencedBy)))
    if (cascadesFrom(facts, dataset, name)) blocks.add({ code: 'cascade', dataset: dataset.key, table: name })
}

/** A document that is cleared in part must be read as the map reads it. */
function blockUnreadable({ dataset, finding }: DatasetDraft, groups: readonly PlanGroup[], blocks: BlockList) {
  const changes = groups.flatMap((group) => group.changes)
  for (const { field, rows } of finding.unreadable ?? [])
    if (changes.some((one) => one.field === field && isInPart(one.change)))
      blocks.add({ code: 'unreadable-document', dataset: dataset.key, field, rows })
}

/** The database counts these rows as part of ours (ON DELETE CASCADE), yet the map does not know them. */
function cascadesFrom({ map, catalogues }: ErasureFacts, dataset: MapDataset, name: string): boolean {
  const here = (place: { system: string; table: string }) => place.system === dataset.system && place.table === name
  if (map.datasets.some(here) || map.exempt.some(here)) return false
  const keys = tableOf(catalogues, dataset.system, name)?.foreignKeys ?? []
  return keys.some((key) => key.references === dataset.table && key.onDelete === 'cascade')
}

function rulesOf(groups: readonly PlanGroup[]): ErasurePlan['rules'] {
  const rules = new Map<string, { key: string; version: number }>()
  const note = (c: HoldCondition) => rules.set(`${c.rule}@${c.ruleVersion}`, { key: c.rule, version: c.ruleVersion })
  for (const { where } of groups) {
    for (const condition of [...where.heldBy, ...where.notHeldBy]) note(condition)
    for (const condition of [...(where.endedUnder ?? []), ...(where.notEndedUnder ?? [])]) note(condition)
  }
  return [...rules.entries()].sort(([a], [b]) => compareText(a, b)).map(([, rule]) => rule)
}

/** Those in whose places rows were found, or that freeze any: the plan was drawn with them in view. */
function mattersOf({ map, matters = [] }: ErasureFacts, groups: readonly PlanGroup[]): Pick<ErasurePlan, 'matters'> {
  const found = map.datasets.filter(({ key }) => groups.some(({ dataset }) => dataset === key))
  const freezes = new Set(
    groups.flatMap(({ keeps }) => keeps.map((kept) => (kept.why === 'matter' ? kept.matter : ''))),
  )
  const seen = matters.filter((m) => freezes.has(m.id) || found.some((dataset) => inPlaces(m, dataset)))
  return seen.length > 0 ? { matters: seen.map(({ id }) => id).sort(compareText) } : {}
}

const hashOf = (facts: ErasureFacts, system: string) =>
  facts.findings.find((finding) => finding.system === system)?.catalogueHash ?? ''

export function forwardedRows(drafts: readonly Pick<DatasetDraft, 'dataset' | 'finding'>[]) {
  return drafts
    .filter(({ finding }) => finding.count > 0)
    .map(({ dataset, finding }) => ({ dataset: dataset.key, controller: dataset.controller, rows: finding.count }))
}

function totalsOf(drafts: readonly DatasetDraft[], groups: readonly PlanGroup[]): ErasurePlan['totals'] {
  const sum = (list: readonly PlanGroup[]) => list.reduce((rows, group) => rows + group.rows, 0)
  const rows = drafts.reduce((total, { finding }) => total + finding.count, 0)
  const deleted = sum(groups.filter((group) => group.fate === 'delete'))
  const cleared = sum(groups.filter((group) => group.fate === 'clear'))
  const keptRows = sum(groups.filter((group) => group.where.heldBy.length > 0 || isFrozen(group)))
  return { rows, deleted, cleared, keptRows, blocked: rows - deleted - cleared }
}
