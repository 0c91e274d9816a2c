// Asks the law about every stratum: Art. 17(3)(b) GDPR holds a document for as long as a cited duty lasts, no longer.
import type { MapDataset } from '../data-map/types'
import type { DatasetFinding, DocumentFacts, Stratum } from '../findings'
import { holdEnd } from '../hold-period'
import type { HoldRule } from '../hold-rule'
import { concerns } from './document-questions'
import { askLaw, type Law, lawsOf, type Place } from './law'
import { type BlockList, compareText, conditionKey, type HeldBecause, type JudgedStratum } from './planning'
import type { HoldCondition } from './types'

type Judgement = { strata: JudgedStratum[]; conditions: HoldCondition[]; endings: HoldCondition[] }
type Applied = { held: Map<string, HeldBecause>; ended: Map<string, HeldBecause> }
type Met = { conditions: Map<string, HoldCondition>; endings: Map<string, HoldCondition> }

export class Judge {
  readonly #datasets: Map<string, MapDataset>
  readonly #laws = new Map<string, Law[]>()

  constructor(
    readonly place: Place,
    readonly rules: readonly HoldRule[],
  ) {
    this.#datasets = new Map(place.map.datasets.map((dataset) => [dataset.key, dataset]))
  }

  judge(finding: DatasetFinding, blocks: BlockList): Judgement {
    const met: Met = { conditions: new Map(), endings: new Map() }
    const strata = finding.strata.map((stratum) => this.#judgeStratum(finding.dataset, stratum, met, blocks))
    return { strata, conditions: sorted(met.conditions), endings: sorted(met.endings) }
  }

  /** Of rules that hold rows of the dataset, or would once a document is issued or comes to be: also where none is yet. */
  conditionsOf({ key, system }: MapDataset): HoldCondition[] {
    const met = new Map<string, HoldCondition>()
    for (const document of this.place.map.datasets.filter((one) => one.system === system && one.role === 'controller'))
      for (const jurisdiction of this.#jurisdictionsOf(document))
        for (const { rule, where, condition } of this.#lawsAt(document, jurisdiction))
          if (rule.effect !== 'limit' && where.has(key)) met.set(conditionKey(condition), condition)
    return sorted(met)
  }

  /** Where each row says its own: all that any rule knows. */
  #jurisdictionsOf(dataset: MapDataset): Set<string> {
    const { document } = dataset
    if (!document || 'partOf' in document) return new Set()
    if ('country' in document.jurisdiction) return new Set([document.jurisdiction.country])
    return new Set(this.rules.filter((rule) => concerns(rule, dataset)).map(({ jurisdiction }) => jurisdiction))
  }

  #lawsAt(dataset: MapDataset, jurisdiction: string): Law[] {
    const place = `${dataset.key}/${jurisdiction}`
    const laws = this.#laws.get(place) ?? lawsOf(this.place, this.rules, dataset, jurisdiction)
    this.#laws.set(place, laws)
    return laws
  }

  #judgeStratum(dataset: string, stratum: Stratum, met: Met, blocks: BlockList): JudgedStratum {
    const applied: Applied = { held: new Map(), ended: new Map() }
    let unknown = false
    for (const facts of stratum.documents.filter(({ issued }) => issued)) {
      const rows = facts.dataset === dataset ? stratum.count : 0
      const answers = this.#lawsFor(facts, rows, blocks)?.map((law) => ({ law, answer: askLaw(law, facts) }))
      for (const { answer } of answers ?? [])
        if (answer.status === 'blocked') blocks.add({ dataset: facts.dataset, rows, ...answer.block })
      if (!answers || answers.some(({ answer }) => answer.status === 'blocked')) unknown = true
      for (const { law, answer } of answers ?? []) {
        note(law, dataset, met)
        if (answer.status === 'covered') apply(law, dataset, answer.start, applied)
      }
    }
    const held = [...applied.held.values()].sort(byCondition)
    // What is still held stays under that hold; what another rule would leave of it is asked when that one ends.
    const ended = held.length > 0 ? [] : [...applied.ended.values()].sort(byCondition)
    return { stratum, held, ended, unknown }
  }

  /** Null, with a block, where nobody knows whose law applies. Rows are counted where the document itself stands. */
  #lawsFor(facts: DocumentFacts, rows: number, blocks: BlockList): Law[] | null {
    const dataset = this.#datasets.get(facts.dataset)
    const document = dataset?.document
    if (!document || 'partOf' in document) throw new Error(`Finding names ${facts.dataset}, which is no document`)
    const { jurisdiction } = facts
    if (jurisdiction === null) {
      blocks.add({ code: 'unknown-jurisdiction', dataset: facts.dataset, rows })
      return null
    }
    const laws = this.#lawsAt(dataset, jurisdiction)
    if (laws.length > 0) return laws
    blocks.add({ code: 'no-rule', dataset: facts.dataset, documentType: document.type, jurisdiction, rows })
    return null
  }
}

/** Groups of a dataset are told apart by every rule that could concern it, whether it applies or not. */
function note(law: Law, dataset: string, { conditions, endings }: Met) {
  if (law.rule.effect === 'limit') return
  if (law.where.has(dataset)) conditions.set(conditionKey(law.condition), law.condition)
  if (law.leaves?.has(dataset)) endings.set(conditionKey(law.ending), law.ending)
}

/** A stratum may name a document dataset more than once: the latest end is the one that counts. */
function apply(law: Law, dataset: string, start: string, { held, ended }: Applied) {
  if (law.rule.effect === 'limit') return
  const end = holdEnd({ ...law.term, start: Temporal.PlainDate.from(start) }).end.toString()
  const add = (to: Map<string, HeldBecause>, condition: HoldCondition) => {
    const before = to.get(conditionKey(condition))
    if (!before || before.end < end) to.set(conditionKey(condition), { condition, rule: law.rule, end })
  }
  if (start >= law.condition.heldFrom) {
    if (law.where.has(dataset)) add(held, law.condition)
  } else if (law.leaves?.has(dataset)) add(ended, law.ending)
}

const byCondition = (a: HeldBecause, b: HeldBecause) =>
  compareText(conditionKey(a.condition), conditionKey(b.condition))

const sorted = (conditions: Map<string, HoldCondition>) =>
  [...conditions.values()].sort((a, b) => compareText(conditionKey(a), conditionKey(b)))
