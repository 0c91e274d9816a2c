// A generated company, row by row: who a row belongs to, which documents concern it, what holds those. Written out
// plainly and slowly, to hold the planner's groups and the connectors' SQL against.
import type { MapDataset } from '@/lib/domain/data-map/types'
import type { DocumentFacts } from '@/lib/domain/findings'
import { holdEnd } from '@/lib/domain/hold-period'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { type FieldTest, questionId, type StartRule } from '@/lib/domain/plan/document-questions'
import { type Company, claimed, type Pointer, type Row, type Table } from './company'

export const today = '2026-11-22'

const idOf = (table: Table, values: Row['values'], columns: readonly string[]) =>
  JSON.stringify([table.key, ...columns.map((column) => values[column] ?? null)])

export class World {
  readonly tables: Map<string, Table>
  readonly #byId: Map<string, Row>
  readonly #pointing: Map<Row, { row: Row; pointer: Pointer }[]>
  readonly mine: ReadonlySet<Row>

  /** @param mine ids of the person's rows, where an erasure has already taken away what told them */
  constructor(
    readonly company: Company,
    mine?: ReadonlySet<string>,
  ) {
    this.tables = new Map(company.tables.map((table) => [table.key, table]))
    this.#byId = new Map(company.rows.map((row) => [this.id(row), row]))
    const pointed = company.rows.flatMap((row) =>
      this.table(row).pointers.flatMap((pointer) => {
        const to = this.target(row, pointer)
        return to ? [{ to, row, pointer }] : []
      }),
    )
    this.#pointing = Map.groupBy(pointed, ({ to }) => to)
    this.mine = mine ? new Set(company.rows.filter((row) => mine.has(this.id(row)))) : this.#findMine()
  }

  table(row: Row): Table {
    const table = this.tables.get(row.table)
    if (!table) throw new Error(row.table)
    return table
  }
  id(row: Row): string {
    return idOf(this.table(row), row.values, this.table(row).primaryKey)
  }
  dataset(row: Row): MapDataset {
    const { dataset } = this.table(row)
    if (!dataset) throw new Error(`${row.table} holds nobody`)
    return dataset
  }
  /** Null where a column of the pointer is empty; a link may also lead nowhere. */
  target(row: Row, { to, columns }: Pointer): Row | null {
    const table = this.tables.get(to)
    if (!table || columns.some((column) => row.values[column] === null)) return null
    const values = Object.fromEntries(
      columns.map((column, at) => [table.primaryKey[at] ?? '', row.values[column] ?? null]),
    )
    return this.#byId.get(idOf(table, values, table.primaryKey)) ?? null
  }
  pointing(row: Row): { row: Row; pointer: Pointer }[] {
    return this.#pointing.get(row) ?? []
  }

  /** Who carries the address, and whatever is linked to what is found. */
  #findMine(): Set<Row> {
    const found = this.company.rows.filter(({ values }) => values.email?.trim().toLowerCase() === claimed)
    const mine = new Set(found)
    for (let row = found.pop(); row; row = found.pop())
      for (const { row: child, pointer } of this.pointing(row)) {
        if (!pointer.link || mine.has(child)) continue
        mine.add(child)
        found.push(child)
      }
    return mine
  }

  /** What the controller may act on. */
  isOurs(row: Row): boolean {
    return this.mine.has(row) && this.dataset(row).role === 'controller'
  }

  /** The row itself, the document it is part of, and those of the person's rows that point here, however far. */
  documentsOf(row: Row): Set<Row> {
    const documents = new Set<Row>()
    const seen = new Set([row])
    const next = [row]
    for (let at = next.pop(); at; at = next.pop()) {
      for (const document of this.#ownDocuments(at)) documents.add(document)
      for (const { row: child } of this.pointing(at)) {
        if (seen.has(child) || !this.mine.has(child) || !this.isOurs(child)) continue
        seen.add(child)
        next.push(child)
      }
    }
    return documents
  }

  #ownDocuments(row: Row): Row[] {
    const { document } = this.dataset(row)
    if (!document) return []
    if (!('partOf' in document)) return [row]
    const links = this.table(row).pointers.filter(({ to, link }) => link && to === document.partOf)
    return links.flatMap((link) => this.target(row, link) ?? [])
  }

  facts(row: Row, questions: { coverage: FieldTest[][]; starts: StartRule[] }): DocumentFacts {
    const { document } = this.dataset(row)
    if (!document || 'partOf' in document) throw new Error(`${row.table} is no document`)
    const { country = null, signed = null } = row.values
    return {
      ...{ dataset: row.table, jurisdiction: country, date: signed },
      issued: document.issued ? document.issued.in.includes(row.values[document.issued.field] ?? '') : true,
      answers: Object.fromEntries(questions.coverage.map((tests) => [questionId(tests), this.#passes(row, tests)])),
      starts: Object.fromEntries(questions.starts.map((start) => [questionId(start), this.#start(row, start)])),
    }
  }

  #passes(row: Row, tests: FieldTest[]): boolean | null {
    const answers = tests.map((test) => {
      const value = row.values[test.fields[0] ?? ''] ?? null
      return value === null || !('atLeast' in test) ? null : Number(value) >= test.atLeast
    })
    return answers.includes(false) ? false : answers.includes(null) ? null : true
  }

  #start(row: Row, { orElse }: StartRule): string | null {
    const paid = this.pointing(row).flatMap(({ row: part, pointer }) => {
      const { document } = this.table(part).dataset ?? {}
      const counts = pointer.link && document && 'partOf' in document && document.partOf === row.table && document.date
      return counts ? [part.values.signed ?? ''] : []
    })
    const latest = paid.sort().at(-1)
    return latest ? latest : orElse ? (row.values.signed ?? null) : null
  }

  /** The last day on which the rule holds this document; null where it never did. */
  heldUntil(rule: HoldRule, row: Row): string | null {
    const [document, start] = [this.dataset(row).document, this.#ruleStart(rule, row)]
    if (!document || 'partOf' in document || document.type !== rule.documentType) return null
    const facts = this.facts(row, { coverage: [], starts: [] })
    if (rule.effect === 'limit' || !facts.issued || facts.jurisdiction !== rule.jurisdiction || !start) return null
    if (rule.covers && !(Number(row.values.total) >= 120)) return null
    const term = { transform: rule.start, period: rule.period, start: Temporal.PlainDate.from(start) }
    return holdEnd(term).end.toString()
  }

  #ruleStart(rule: HoldRule, row: Row): string | null {
    return rule.startEvent
      ? this.#start(row, { event: 'last-payment', orElse: 'document' })
      : (row.values.signed ?? null)
  }

  /** Tables whose rows will still point at this one, when all of the person's that can go are gone. */
  referencedBy(row: Row, seen: ReadonlySet<Row> = new Set()): string[] {
    const staying = this.pointing(row).filter(({ row: child, pointer }) => {
      if (!pointer.enforced && !this.#isOnlyWay(row, child, pointer)) return false
      if (child === row || seen.has(child)) return false
      if (!this.mine.has(child) || !this.isOurs(child) || this.dataset(child).erasure === 'clear') return true
      return this.referencedBy(child, new Set([...seen, row])).length > 0
    })
    return [...new Set(staying.map(({ row: child }) => `shop.${child.table}`))].sort()
  }

  /** Nothing but this row leads from the person to what is linked to it. */
  #isOnlyWay(row: Row, child: Row, { link }: Pointer): boolean {
    return link && row.table !== 'person' && this.dataset(child).role === 'controller'
  }
}
