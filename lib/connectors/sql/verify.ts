// Done means seen: the rows are looked for again, by pinned keys, links and identifiers.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { FieldChange, PlanGroup } from '../../domain/plan/types'
import type { ErasureOrder, VerificationResult } from '../connector'
import { answersOf, type Question } from './answers'
import type { Conversation } from './conversation'
import { isUnchanged } from './field-change'
import { groupCondition } from './group-condition'
import { dependsOnEarlier } from './group-rows'
import { inScope } from './scope'
import { allOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

type GroupSeen = VerificationResult['groups'][number]
type Seen = { number: string; unchanged: string }
type Look = { rows: number; unchanged: number }

const sameChange = (a: FieldChange, b: FieldChange) => JSON.stringify(a) === JSON.stringify(b)

/** Rows of the person under a condition, and how many of the named fields still hold what should be gone. */
function look(
  structure: Structure,
  dataset: MapDataset,
  changes: readonly FieldChange[],
  condition: (rows: Rows) => Sql | null,
): Question {
  const rows = structure.rows(dataset.table)
  const only = condition(rows)
  const where = allOf([inScope(structure, dataset, rows), ...(only ? [only] : [])])
  const unchanged = changes.map(
    (change) => sql`count(case when ${isUnchanged(structure, dataset, rows, change)} then 1 end)`,
  )
  const sum = unchanged.length ? sql`(${sql.join(unchanged, sql` + `)})` : sql`0`
  const { dialect } = structure
  const select = sql`select ${dialect.shown(sql`count(*)`)} as number, ${dialect.shown(sum)} as unchanged
    from ${structure.from(rows)} where ${where}`
  return { of: rows.table, select }
}

/**
 * A group whose condition reads fields that the erasure itself changed can no longer be told from its siblings: then
 * the dataset is looked at as a whole, for the changes that all of its staying groups share.
 */
function seenTogether(structure: Structure, order: ErasureOrder, group: PlanGroup, siblings: readonly PlanGroup[]) {
  const changing = order.groups.filter((other) => other.fate === 'clear')
  return siblings.length === 1 || dependsOnEarlier(structure, group, false, changing)
}

/** The questions about one dataset, and what their answers say of its groups. */
type Reading = { questions: Question[]; seenIn: (answers: ReadonlyMap<Question, Seen>) => GroupSeen[] }

function readingOf(structure: Structure, order: ErasureOrder, dataset: MapDataset): Reading {
  const groups = order.groups.filter((group) => group.dataset === dataset.key)
  const staying = groups.filter((group) => group.fate === 'clear')
  const apart = staying.filter((group) => !seenTogether(structure, order, group, staying))
  const shared = (staying[0]?.changes ?? []).filter((change) =>
    staying.every((group) => group.changes.some((other) => sameChange(other, change))),
  )
  const whole = look(structure, dataset, apart.length < staying.length ? shared : [], () => null)
  const parts = new Map(
    apart.map((group) => [
      group,
      look(structure, dataset, group.changes, (rows) => groupCondition(structure, dataset, rows, group.where)),
    ]),
  )
  const seenIn = (answers: ReadonlyMap<Question, Seen>) => {
    const numbers = (question: Question): Look => {
      const found = answers.get(question)
      return { rows: Number(found?.number), unchanged: Number(found?.unchanged) }
    }
    const part = (group: PlanGroup) => {
      const question = parts.get(group)
      return question ? numbers(question) : null
    }
    return groupsSeen(dataset, groups, numbers(whole), part)
  }
  return { questions: [whole, ...parts.values()], seenIn }
}

/** `part`: what was seen of a group alone; null where it was looked at with its siblings. */
function groupsSeen(
  { key: dataset }: MapDataset,
  groups: readonly PlanGroup[],
  whole: Look,
  part: (group: PlanGroup) => Look | null,
): GroupSeen[] {
  const staying = groups.filter((group) => group.fate === 'clear')
  const expected = staying.reduce((sum, group) => sum + group.rows, 0)
  const seen: GroupSeen[] = []
  let remaining = Math.max(0, whole.rows - expected)
  for (const group of groups)
    if (group.fate === 'delete') {
      seen.push({ dataset, fate: 'delete', remaining, unchangedFields: 0, kept: 0 })
      remaining = 0
    }
  for (const group of staying) {
    const { rows, unchanged } = part(group) ?? (whole.rows === expected ? { ...whole, rows: group.rows } : whole)
    seen.push({ dataset, fate: 'clear', remaining, unchangedFields: unchanged, kept: rows })
    remaining = 0
  }
  // Rows where none were planned: said, not overlooked.
  if (remaining > 0) seen.push({ dataset, fate: 'delete', remaining, unchangedFields: 0, kept: 0 })
  return seen
}

function isComplete(order: ErasureOrder, dataset: MapDataset, groups: readonly GroupSeen[]): boolean {
  const staying = order.groups.filter((group) => group.dataset === dataset.key && group.fate === 'clear')
  const kept = groups.filter((group) => group.fate === 'clear')
  const clean = groups.every((group) => group.remaining === 0 && group.unchangedFields === 0)
  return clean && staying.every((group, index) => kept[index]?.kept === group.rows)
}

/** All datasets within one snapshot and, where they are not very many, in one statement. */
export async function verifyIn(
  conversation: Conversation,
  structure: Structure,
  order: ErasureOrder,
): Promise<VerificationResult> {
  const own = order.map.datasets.filter((candidate) => candidate.role !== 'processor')
  const readings = own.map((dataset) => ({ dataset, ...readingOf(structure, order, dataset) }))
  const questions = readings.flatMap((reading) => reading.questions)
  const answers = await answersOf<Seen>(conversation, questions)
  const result: VerificationResult = { groups: [], complete: true }
  for (const { dataset, seenIn } of readings) {
    const groups = seenIn(answers)
    if (!isComplete(order, dataset, groups)) result.complete = false
    result.groups.push(...groups)
  }
  return result
}
