// What must never be after an erasure, said of each row: the promises of a plan, in the words of the law and not of the SQL.
import { neededFields } from '@/lib/domain/plan/field-needs'
import type { ErasurePlan, PlanGroup } from '@/lib/domain/plan/types'
import type { Company, Row } from './company'
import { mapOf } from './memory'
import { today, World } from './world'

type Reasons = { needed: Set<string>; held: boolean; anonymous: boolean }

/** Why something of a row may stay, by its documents and the rules alone. */
function reasonsOf(world: World, row: Row): Reasons {
  const map = mapOf(world.company)
  const dataset = world.dataset(row)
  const reasons: Reasons = { needed: new Set(), held: false, anonymous: false }
  for (const document of world.documentsOf(row))
    for (const rule of world.company.rules) {
      const end = world.heldUntil(rule, document)
      if (end === null) continue
      if (end < today) {
        if (rule.after === 'anonymise') reasons.anonymous = true
        continue
      }
      for (const field of neededFields(map, dataset, rule, document.table)) reasons.needed.add(field)
      const own = dataset.document && ('partOf' in dataset.document ? dataset.document.partOf : dataset.key)
      if (own === document.table || reasons.needed.size > 0) reasons.held = true
    }
  return reasons
}

/** What was asked of a document, and of the payments that its hold counts from, is asked again when the hold ends. */
function deciding({ rules, tables }: Company, table: string, held: string): string[] {
  const documentOf = (key: string) => tables.find((one) => one.key === key)?.dataset?.document
  const [own, document] = [documentOf(table), documentOf(held)]
  if (!own || !document || 'partOf' in document) return []
  const asked = rules.filter((rule) => rule.documentType === document.type && rule.effect !== 'limit')
  if ('partOf' in own) return own.partOf === held && own.date && asked.some((r) => r.startEvent) ? [own.date] : []
  if (table !== held) return []
  return ['signed', 'country', ...(own.issued ? ['status'] : []), ...(asked.some((r) => r.covers) ? ['total'] : [])]
}

const anonymousTerms = ['amount', 'document-date', 'document-status', 'country', 'currency']

/** Fields of a row that stays which may keep what they held. */
function mayKeep(world: World, row: Row, { needed, anonymous }: Reasons): (field: string) => boolean {
  const { fields, document } = world.dataset(row)
  const answers = deciding(world.company, row.table, document && 'partOf' in document ? document.partOf : row.table)
  return (name) => {
    const field = fields[name]
    if (!field || needed.has(name) || field.onErasure === 'keep') return true
    if (field.category === 'reference' || answers.includes(name)) return true
    return anonymous && field.term !== undefined && anonymousTerms.includes(field.term)
  }
}

/**
 * Nothing of the person stands in it. A row that nothing needs may stay so, where the way by which a held document points
 * at it is a link over rows that go; a second run takes it.
 */
export const isEmptied = (world: World, row: Row) =>
  world.table(row).columns.every(({ name, field, type }) => {
    const tells = type === 'text' && field.category !== 'reference' && typeof field.onErasure !== 'object'
    return !tells || field.onErasure === 'keep' || row.values[name] === null
  })

/** Each a sentence; none where the erasure kept every promise. */
export function mistakesOf(before: Company, after: Company, plan: ErasurePlan): string[] {
  const world = new World(before)
  const left = new World(after, new Set([...world.mine].map((row) => world.id(row))))
  const stayed = new Map(after.rows.map((row) => [left.id(row), row]))
  const mistakes: string[] = []
  for (const row of before.rows) {
    const now = stayed.get(world.id(row))
    if (!world.mine.has(row) || !world.isOurs(row)) {
      if (JSON.stringify(now?.values) !== JSON.stringify(row.values))
        mistakes.push(`${world.id(row)} is not the person’s`)
    } else mistakes.push(...ofRow(world, left, row, now ?? null, plan))
  }
  for (const row of after.rows)
    for (const pointer of left.table(row).pointers) {
      const points = pointer.enforced && pointer.columns.every((column) => row.values[column] !== null)
      if (points && !left.target(row, pointer)) mistakes.push(`${left.id(row)} points at nothing in ${pointer.to}`)
    }
  return mistakes
}

const matters = (plan: ErasurePlan) => (plan.matters ?? []).length > 0

function ofRow(world: World, left: World, row: Row, now: Row | null, plan: ErasurePlan): string[] {
  const [id, reasons] = [world.id(row), reasonsOf(world, row)]
  if (!now) return reasons.held || world.dataset(row).erasure === 'clear' ? [`${id} is gone, and had to stay`] : []
  const lost = [...reasons.needed].filter((field) => now.values[field] !== row.values[field])
  const mistakes = lost.map((field) => `${id} lost ${field}, which a rule needs`)
  // Frozen rows are whole; what is frozen is another test's.
  if (matters(plan)) return mistakes
  const may = mayKeep(world, row, reasons)
  const same = Object.keys(row.values).filter(
    (field) => row.values[field] !== null && now.values[field] === row.values[field],
  )
  mistakes.push(...same.filter((field) => !may(field)).map((field) => `${id} kept ${field} without a reason`))
  // By a foreign key; or by a link, as the way by which a held row is found again.
  const pointed = left.pointing(now).some(({ row: child }) => child !== now)
  const why = reasons.held || reasons.anonymous || pointed || world.dataset(row).erasure === 'clear'
  return why || isEmptied(left, now) ? mistakes : [...mistakes, `${id} stayed without a reason`]
}

/** Every line of a plan that keeps something says why, and a rule’s line until when; the sums add up. */
export function planMistakes(plan: ErasurePlan): string[] {
  return plan.systems.flatMap(({ groups }) => groups).flatMap(groupMistakes)
}

function groupMistakes({ dataset, fate, rows, changes, keeps }: PlanGroup): string[] {
  if (fate === 'delete') return changes.length + keeps.length > 0 ? [`${dataset}: deleted, and kept`] : []
  const mistakes = keeps.length > 0 ? [] : [`${dataset}: kept for nothing`]
  for (const kept of keeps) {
    if (kept.why !== 'rule') continue
    const sum = kept.until.reduce((all, one) => all + one.rows, 0)
    if (sum !== rows || kept.law === '') mistakes.push(`${dataset}: ${sum} of ${rows} rows have an end`)
    if (kept.until.some(({ date }) => date < today)) mistakes.push(`${dataset}: kept after the end`)
  }
  return mistakes
}
