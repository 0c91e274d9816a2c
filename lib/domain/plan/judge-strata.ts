// Asks the law about every stratum: Art. 17(3)(b) GDPR holds a document for as long as a cited duty lasts, no longer.
import type { DataMap, MapDataset } from '../data-map/types'
import type { DatasetFinding, DocumentFacts } from '../findings'
import { type HoldTerm, holdEnd, readYearClose, startCutoff } from '../hold-period'
import type { HoldRule } from '../hold-rule'
import { heldDatasets } from './held-datasets'
import { type BlockList, compareText, conditionKey, type HeldBecause, type JudgedStratum } from './planning'
import type { DatasetKey } from './relations'
import type { HoldCondition } from './types'

type Law = { condition: HoldCondition; rule: HoldRule; term: HoldTerm; where: ReadonlySet<string> }

export class Judge {
  readonly #datasets: Map<string, MapDataset>
  readonly #laws = new Map<string, Law[]>()

  constructor(
    readonly map: DataMap,
    readonly rules: readonly HoldRule[],
    readonly today: Temporal.PlainDate,
    readonly keys: readonly DatasetKey[],
  ) {
    this.#datasets = new Map(map.datasets.map((dataset) => [dataset.key, dataset]))
  }

  judge(finding: DatasetFinding, blocks: BlockList): { strata: JudgedStratum[]; conditions: HoldCondition[] } {
    const conditions = new Map<string, HoldCondition>()
    const strata = finding.strata.map((stratum) => {
      const held = new Map<string, HeldBecause>()
      let unknown = false
      for (const facts of stratum.documents) {
        if (!facts.issued) continue
        const laws = this.#lawsOf(facts, facts.dataset === finding.dataset ? stratum.count : 0, blocks)
        if (!laws) {
          unknown = true
          continue
        }
        for (const law of laws) if (law.where.has(finding.dataset)) apply(law, facts, conditions, held)
      }
      return { stratum, held: [...held.values()].sort(byCondition), unknown }
    })
    return {
      strata,
      conditions: [...conditions.values()].sort((a, b) => compareText(conditionKey(a), conditionKey(b))),
    }
  }

  /** Null, with a block, where the law cannot be known. Rows are counted where the document itself stands. */
  #lawsOf(facts: DocumentFacts, rows: number, blocks: BlockList): Law[] | null {
    const document = this.#datasets.get(facts.dataset)?.document
    if (!document || 'partOf' in document) throw new Error(`Finding names ${facts.dataset}, which is no document`)
    if (!isIsoDate(facts.date)) {
      blocks.add({ code: 'missing-date', dataset: facts.dataset, rows })
      return null
    }
    if (facts.jurisdiction === null) {
      blocks.add({ code: 'unknown-jurisdiction', dataset: facts.dataset, rows })
      return null
    }
    const laws = this.#laws.get(`${facts.dataset}/${facts.jurisdiction}`) ?? this.#findLaws(facts, document.type)
    if (laws.length > 0) return laws
    const { dataset, jurisdiction } = facts
    blocks.add({ code: 'no-rule', dataset, documentType: document.type, jurisdiction, rows })
    return null
  }

  #findLaws(facts: DocumentFacts, documentType: string): Law[] {
    const close = this.map.controllers.find((c) => c.key === this.#datasets.get(facts.dataset)?.controller)
    const financialYearClose = readYearClose(close?.financialYearClose ?? '--12-31') ?? undefined
    const jurisdiction = facts.jurisdiction ?? ''
    const laws = this.rules
      .filter((rule) => rule.documentType === documentType && rule.jurisdiction === jurisdiction)
      .map((rule) => {
        const term: HoldTerm = { transform: rule.start, period: rule.period, financialYearClose }
        const heldFrom = startCutoff(term, this.today).toString()
        const condition = { rule: rule.key, ruleVersion: rule.version, document: facts.dataset, jurisdiction, heldFrom }
        return { rule, term, condition, where: heldDatasets(this.map, this.keys, rule, facts.dataset) }
      })
    this.#laws.set(`${facts.dataset}/${jurisdiction}`, laws)
    return laws
  }
}

/** A stratum may name a document dataset more than once: the latest end is the one that counts. */
function apply(law: Law, facts: DocumentFacts, conditions: Map<string, HoldCondition>, held: Map<string, HeldBecause>) {
  const key = conditionKey(law.condition)
  conditions.set(key, law.condition)
  if (facts.date === null || facts.date < law.condition.heldFrom) return
  const end = holdEnd({ ...law.term, start: Temporal.PlainDate.from(facts.date) }).end.toString()
  const before = held.get(key)
  if (!before || before.end < end) held.set(key, { condition: law.condition, rule: law.rule, end })
}

const byCondition = (a: HeldBecause, b: HeldBecause) =>
  compareText(conditionKey(a.condition), conditionKey(b.condition))

/** `infinity`, dates before Christ and the like are dates to PostgreSQL but start no period of law. */
function isIsoDate(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}
