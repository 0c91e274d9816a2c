// Which rows of a field a law or a matter keeps as they are. An issued document is never edited, in no field, while a rule
// holds it; what it borrows from the row that it references stays for as long as a rule needs it there.

import type { MapDataset } from '../data-map/types'
import { canonicalJson } from '../evidence/canonical-json'
import { type HoldRule, holds } from '../hold-rule'
import { documentOf, documentQuestions } from '../plan/document-questions'
import { decidingFields, neededFields } from '../plan/field-needs'
import { datedParts, freezing, frozenDatasets } from '../plan/freeze'
import { Judge } from '../plan/judge-strata'
import { type BlockList, conditionKey, type DatasetDraft, type ErasureFacts, type HeldBecause } from '../plan/planning'
import type { KeptAsItIs } from '../plan/rectification-plan'
import { datasetKeys, waysBack } from '../plan/relations'
import { tableOf } from '../plan/system-blocks'
import type { HoldCondition } from '../plan/types'
import type { PlaceGroup } from './correction-facts'

/** `why` null: nothing keeps these rows as they are. */
export type JudgedGroup = PlaceGroup & { why: KeptAsItIs['why'] | null }

type Located = Pick<DatasetDraft, 'dataset' | 'table' | 'finding'>
type Judged = Pick<DatasetDraft, 'strata'>

export class PlaceGroups {
  readonly #located: Located[]
  readonly #judge: Judge
  readonly #frozen: ReturnType<typeof frozenDatasets>
  readonly #asked: ReturnType<typeof documentQuestions>
  readonly #law = new Map<string, Judged>()

  constructor(
    readonly facts: ErasureFacts,
    readonly blocks: BlockList,
  ) {
    const { map, findings, catalogues, rules, matters } = facts
    this.#located = findings.flatMap(({ system, datasets }) =>
      datasets.flatMap((finding): Located[] => {
        const dataset = map.datasets.find(({ key }) => key === finding.dataset)
        const table = dataset && tableOf(catalogues, system, dataset.table)
        return dataset && table ? [{ dataset, table, finding }] : []
      }),
    )
    const keys = datasetKeys(this.#located)
    const today = Temporal.PlainDate.from(facts.today)
    this.#judge = new Judge({ map, keys, ways: waysBack(this.#located), today }, rules)
    this.#frozen = frozenDatasets(map, this.#located, keys, matters ?? [])
    this.#asked = documentQuestions(map, rules)
  }

  /** Without rows of which nobody knows whether they are held: these stand under a block. */
  of(dataset: MapDataset, field: string): JudgedGroup[] {
    const located = this.#located.find((one) => one.dataset.key === dataset.key)
    if (!located) return []
    const judged = this.#judged(located, field)
    const needs = ({ rule, document }: HoldCondition) => this.#needs(dataset, field, rule, document)
    // Told apart also by what holds nothing yet: a draft that is issued before the correction runs is not edited.
    const conditions = (this.#mayBeHeld(dataset, field) ? this.#judge.conditionsOf(dataset) : []).filter(needs)
    const groups = new Map<string, JudgedGroup>()
    for (const one of judged.strata) {
      if (one.unknown || one.stratum.count === 0) continue
      const held = one.held.filter(({ condition }) => needs(condition))
      const group = this.#groupOf(dataset, one.stratum, held, conditions)
      const key = canonicalJson(group.where)
      groups.set(key, { ...group, rows: (groups.get(key)?.rows ?? 0) + group.rows })
    }
    return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  }

  #judged({ dataset, finding }: Located, field: string): Judged {
    if (this.#mayBeHeld(dataset, field)) {
      // Once a dataset: each judgement says its blocks.
      const judged = this.#law.get(dataset.key) ?? this.#judge.judge(finding, this.blocks)
      this.#law.set(dataset.key, judged)
      return judged
    }
    return { strata: finding.strata.map((stratum) => ({ stratum, held: [], ended: [], unknown: false })) }
  }

  /** A field that no rule could need is not asked about: what is unknown of its document does not concern it. */
  #mayBeHeld(dataset: MapDataset, field: string): boolean {
    if (dataset.document) return true
    const { term } = dataset.fields[field] ?? {}
    const named = term !== undefined && this.facts.rules.some((rule) => holds(rule) && rule.needs.includes(term))
    return named || decidingFields(dataset, this.#asked).includes(field)
  }

  #needs(dataset: MapDataset, field: string, key: string, document: string): boolean {
    const rule = this.#rule(key)
    if (!rule) return false
    if (document === documentOf(dataset)) return true
    return neededFields(this.facts.map, dataset, rule, document).includes(field)
  }

  #rule(key: string): HoldRule | undefined {
    return this.facts.rules.find((rule) => rule.key === key)
  }

  #groupOf(
    dataset: MapDataset,
    stratum: Judged['strata'][number]['stratum'],
    held: HeldBecause[],
    conditions: HoldCondition[],
  ): JudgedGroup {
    const frozen = this.#frozen.get(dataset.key) ?? []
    const applied = freezing(frozen, stratum)
    const heldBy = held.map(({ condition }) => condition)
    const keys = new Set(heldBy.map(conditionKey))
    const where = {
      heldBy,
      notHeldBy: conditions.filter((condition) => !keys.has(conditionKey(condition))),
      referenced: null,
      ...datedParts(frozen, applied),
    }
    return { where, rows: stratum.count, why: whyKept(held, applied[0]?.matter) }
  }
}

function whyKept(held: HeldBecause[], matter: { id: string; reference: string } | undefined): JudgedGroup['why'] {
  const rule = held[0]?.rule
  if (rule) return { code: 'issued-document', rule: rule.key, ruleVersion: rule.version, law: rule.law.reference }
  return matter ? { code: 'matter', matter: matter.id, reference: matter.reference } : null
}
