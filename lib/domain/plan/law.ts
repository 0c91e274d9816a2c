// A rule as it stands in one map on one day: which rows it can hold, and what it says of a document.
import type { DataMap, MapDataset } from '../data-map/types'
import type { DocumentFacts } from '../findings'
import { type HoldTerm, readYearClose, startCutoff } from '../hold-period'
import { type HoldRule, holds } from '../hold-rule'
import { concerns, coverageOf, type FieldTest, questionId, type StartRule, startOf } from './document-questions'
import { heldDatasets } from './held-datasets'
import type { Edge } from './relations'
import type { HoldCondition } from './types'

export type Law = {
  rule: HoldRule
  term: HoldTerm
  /** Null: the dataset lacks a field that the rule asks for. */
  tests: FieldTest[] | null
  start: StartRule | null
  condition: HoldCondition
  /** Datasets in which it holds rows. */
  where: ReadonlySet<string>
  /** Every document that it ever held; used where `leaves` says that something of it stays. */
  ending: HoldCondition
  /** Datasets whose rows stay without a person when the hold is over; null: they are erased. */
  leaves: ReadonlySet<string> | null
}

/** `start`: the ISO date from which the period counts. */
export type LawAnswer =
  | { status: 'covered'; start: string }
  | { status: 'not-covered' }
  | {
      status: 'blocked'
      block:
        | { code: 'missing-date' | 'search-again' }
        | { code: 'unclear-coverage' | 'rule-field-missing'; rule: string }
    }

/** `keys`: what the database enforces; `ways`: by what a held row is found again. */
export type Place = { map: DataMap; keys: readonly Edge[]; ways: readonly Edge[]; today: Temporal.PlainDate }

/** Earlier than any document. */
const ALWAYS = '0001-01-01'

export function lawsOf(place: Place, rules: readonly HoldRule[], dataset: MapDataset, jurisdiction: string): Law[] {
  const { map, keys, ways, today } = place
  const controller = map.controllers.find(({ key }) => key === dataset.controller)
  const financialYearClose = readYearClose(controller?.financialYearClose ?? '--12-31') ?? undefined
  return rules
    .filter((rule) => concerns(rule, dataset) && rule.jurisdiction === jurisdiction)
    .map((rule) => {
      const [tests, start] = [coverageOf(rule, dataset), startOf(rule)]
      const term: HoldTerm = { transform: rule.start, period: rule.period, financialYearClose }
      const named = { rule: rule.key, ruleVersion: rule.version, document: dataset.key, jurisdiction }
      const asked = { ...(tests?.length && { tests }), ...(start && { start }) }
      const stays = { ...rule, needs: [] }
      return {
        ...{ rule, term, tests, start },
        condition: { ...named, ...asked, heldFrom: startCutoff(term, today).toString() },
        where: heldDatasets(map, [...keys, ...ways], rule, dataset.key),
        ending: { ...named, ...asked, heldFrom: ALWAYS },
        leaves: rule.after === 'anonymise' ? heldDatasets(map, [...keys, ...ways], stays, dataset.key) : null,
      }
    })
}

/** Nothing is guessed: what the row does not say, and what was not asked, stops there. */
export function askLaw({ rule, tests, start }: Law, facts: DocumentFacts): LawAnswer {
  // It keeps nothing against a request, so nothing about it can be missing.
  if (!holds(rule)) return { status: 'not-covered' }
  if (tests === null) return blocked({ code: 'rule-field-missing', rule: rule.key })
  const covered = tests.length === 0 ? true : facts.answers?.[questionId(tests)]
  if (covered === undefined) return blocked({ code: 'search-again' })
  if (covered === null) return blocked({ code: 'unclear-coverage', rule: rule.key })
  if (!covered) return { status: 'not-covered' }
  const date = start ? facts.starts?.[questionId(start)] : facts.date
  if (date === undefined) return blocked({ code: 'search-again' })
  return isIsoDate(date) ? { status: 'covered', start: date } : blocked({ code: 'missing-date' })
}

const blocked = (block: Extract<LawAnswer, { status: 'blocked' }>['block']): LawAnswer => ({ status: 'blocked', block })

/**
 * `infinity`, dates before Christ and the like are dates to a server but start no period of law; nor do 1 January 0001 or
 * 1753, 31 December 9999 and what else programs write for "unknown".
 */
function isIsoDate(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  if (text <= '1900-01-01' || text >= '2200-01-01') return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}
