// Counts and digests in groups of rows that share their documents. A subselect in a list of columns may look at its row,
// one in FROM may not: so the server lists the documents of each row as they are, and they are summed up here.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { DateRange } from '../../domain/plan/types'
import type { Conversation } from '../sql/conversation'
import { type RouteFacts, routeFacts } from '../sql/document-facts'
import { outsideReferences } from '../sql/outside-references'
import { inScope } from '../sql/scope'
import { allOf, anyOf, list, type Sql } from '../sql/statement'
import type { Alike, Rows, Structure } from '../sql/structure'

/** `[jurisdiction, issued, date, [answers], [starts]]` */
const factsOf = ({ jurisdiction, issued, date, answers, starts }: RouteFacts): Sql =>
  sql`json_array(${jurisdiction}, ${issued}, ${date}, json_array(${list(answers)}), json_array(${list(starts)}))`

/** All documents at the end of a way, as a JSON list; null without any. */
function listed(facts: RouteFacts): Sql {
  if (!facts.reached) return sql`concat('[', ${factsOf(facts)}, ']')`
  const { from, where } = facts.reached
  return sql`(select concat('[', group_concat(distinct ${factsOf(facts)} separator ','), ']') from ${from} where ${where})`
}

type Truth = number | boolean
type Fact = [
  jurisdiction: string | null,
  issued: Truth,
  date: string | null,
  answers: (Truth | null)[],
  starts: (string | null)[],
]

const later = (a: string | null, b: string | null) => (a === null ? b : b === null || a > b ? a : b)
/** True is 1 or `true`, as the server knew or did not know that it was a condition. */
const said = (answer: Truth | null) => (answer === null ? null : Boolean(answer))
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** As the other connector's server does it: documents that agree in all but their dates are one, of the latest date. */
function summedUp(documents: readonly { dataset: string; apart: number; fact: Fact }[], asks: boolean): unknown[][] {
  const kinds = Map.groupBy(documents, ({ dataset, apart, fact: [j, i, , a] }) =>
    JSON.stringify([dataset, j ?? '', i, apart, a]),
  )
  return [...kinds]
    .sort(([a], [b]) => order(a, b))
    .map(([, alike]) => {
      const [jurisdiction, issued, , answers, starts] = (alike[0] as { fact: Fact }).fact
      const date = alike.reduce<string | null>((latest, { fact }) => later(latest, fact[2]), null)
      const latest = starts.map((_, n) =>
        alike.reduce<string | null>((day, { fact }) => later(day, fact[4][n] ?? null), null),
      )
      const plain = [alike[0]?.dataset, jurisdiction, Boolean(issued), date]
      return asks ? [...plain, answers.map(said), latest] : plain
    })
}

export async function strataOf(
  conversation: Conversation,
  structure: Structure,
  dataset: MapDataset,
): Promise<Alike[]> {
  const rows = structure.rows(dataset.table)
  const ways = routeFacts(structure, dataset, rows)
  const asks = ways.some(({ answers, starts }) => answers.length + starts.length > 0)
  const lists = ways.map((way, n) => sql`${listed(way)} as ${sql.id(`d${n}`)}`)
  const names = ways.map((_, n) => sql.id(`d${n}`))
  const references = outsideReferences(structure, dataset, rows)
  const pointing = references.map(({ exists }, n) => sql`(${exists}) as ${sql.id(`r${n}`)}`)
  const pointed = references.map((_, n) => sql.id(`r${n}`))
  const hash = sql`${structure.dialect.rowHash(structure, rows)} as h`
  // Long lists would be told apart by their first kilobyte only: their digests stand for them.
  const alike = [...names.map((name) => sql`md5(${name})`), ...pointed]
  const shown = [
    ...names.map((name) => sql`max(${name}) as ${name}`),
    ...pointed.map((name) => sql`cast(max(${name}) as char) as ${name}`),
    sql`cast(count(*) as char) as count`,
    sql`${structure.dialect.digest(sql`h`)} as digest`,
  ]
  const found = await conversation.rows<Record<string, string | null>>(
    sql`select ${list(shown)} from (select ${list([...lists, ...pointing, hash])} from ${structure.from(rows)}
      where ${inScope(structure, dataset, rows)}) as each_row
      ${alike.length ? sql`group by ${list(alike)}` : sql`having count(*) > 0`}`,
  )
  return found.map((row) => {
    const documents = ways.flatMap(({ route, apart }, n) =>
      (JSON.parse(row[`d${n}`] ?? '[]') as Fact[]).map((fact) => ({ dataset: route.dataset.key, apart, fact })),
    )
    return {
      documents: documents.length ? JSON.stringify(summedUp(documents, asks)) : null,
      referencedBy: references.filter((_, n) => row[`r${n}`] === '1').map(({ table }) => table),
      ...{ count: row.count ?? '', digest: row.digest ?? '' },
    }
  })
}

/** A bare number in GROUP BY would name a column by its place. */
const unplaced = (expression: Sql) => sql`ifnull(${expression}, '')`

export function datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql {
  const ways = routeFacts(structure, dataset, rows).filter(({ route }) => route.dataset.key === range.document)
  const inside = (day: Sql) =>
    sql`(${day} is null or ${allOf([
      ...(range.from === null ? [] : [sql`${day} >= ${range.from}`]),
      ...(range.to === null ? [] : [sql`${day} <= ${range.to}`]),
    ])})`
  const withoutAny = ways.map(({ reached }) =>
    reached ? sql`not exists (select 1 from ${reached.from} where ${reached.where})` : sql`false`,
  )
  const within = ways.map(({ reached, jurisdiction, issued, date, answers }) =>
    reached
      ? sql`exists (select 1 from ${reached.from} where ${reached.where}
          group by ${list([jurisdiction, issued, ...answers].map(unplaced))} having ${inside(sql`max(${date})`)})`
      : inside(date),
  )
  return anyOf([allOf(withoutAny), ...within])
}
