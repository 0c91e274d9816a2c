import type { Catalogue, CatalogueTable } from '../catalogue'
import type { DataMap, MapDataset } from '../data-map/types'
import type { DatasetFinding, Stratum, SystemFinding } from '../findings'
import type { HoldRule } from '../hold-rule'
import type { PlanMatter } from '../matter'
import type { DateRange, HoldCondition, PlanBlock } from './types'

export type ErasureFacts = {
  requestId: string
  map: DataMap
  mapVersion: number
  /** By system key, as introspected when the findings were made. */
  catalogues: Readonly<Record<string, Catalogue>>
  findings: readonly SystemFinding[]
  rules: readonly HoldRule[]
  /** Active matters that concern the person. */
  matters?: readonly PlanMatter[]
  /** More rows are not deleted in one transaction; absent: any number is. */
  rowsAtOnce?: number
  /** ISO date in the controller's time zone. */
  today: string
}

/** A rule that holds rows until a date, or held them until then, seen from one stratum. */
export type HeldBecause = { condition: HoldCondition; rule: HoldRule; end: string }

/** A stratum after the law was asked. `unknown`: a fact is missing, so it is neither kept nor erased. */
export type JudgedStratum = {
  stratum: Stratum
  held: HeldBecause[]
  /** Holds that are over and leave the row without a person, where nothing holds it any more. */
  ended: HeldBecause[]
  unknown: boolean
}

/** Why rows of one dataset are frozen; `within` null: all of the person's rows in it. */
export type Frozen = { matter: PlanMatter; within: DateRange | null }

export type DatasetDraft = {
  dataset: MapDataset
  table: CatalogueTable
  finding: DatasetFinding
  strata: JudgedStratum[]
  /** Every rule that could hold a row of this dataset, held or not: groups are told apart by them. */
  conditions: HoldCondition[]
  /** The same for holds that are over. */
  endings: HoldCondition[]
  /** Matters that freeze rows of this dataset. */
  frozen: Frozen[]
}

/** Collects blocks without doubles; the same block met again adds its rows. */
export class BlockList {
  readonly #blocks = new Map<string, PlanBlock>()

  add(block: PlanBlock) {
    if (!('rows' in block)) return void this.#blocks.set(JSON.stringify(block), block)
    const key = JSON.stringify({ ...block, rows: 0 })
    const before = this.#blocks.get(key)
    const rows = before && 'rows' in before ? before.rows : 0
    this.#blocks.set(key, { ...block, rows: rows + block.rows })
  }

  /** In an order that depends on nothing but the content. */
  list(): PlanBlock[] {
    return [...this.#blocks.entries()].sort(([a], [b]) => compareText(a, b)).map(([, block]) => block)
  }
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

export const conditionKey = (c: HoldCondition) => JSON.stringify([c.document, c.jurisdiction, c.rule, c.ruleVersion])
