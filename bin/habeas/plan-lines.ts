// A plan on a terminal: what goes, what stays, by which law, until when, and what stands in the way.
import { pathName } from '@/lib/domain/data-map/field-path'
import { isInPart } from '@/lib/domain/plan/path-fate'
import type { PlanDocument } from '@/lib/domain/plan/plan-document'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import type { RectificationPlan } from '@/lib/domain/plan/rectification-plan'
import type { ErasurePlan, FieldChange, KeptBecause, PlanBlock, PlanGroup } from '@/lib/domain/plan/types'
import { problemLine } from './problem-line'

export function planLines(document: PlanDocument): string[] {
  const body = bodyLines(document)
  return [
    ...body,
    ...document.forwarded.map((f) => `held as processor for ${f.controller}, passed on: ${f.rows} ${f.dataset}`),
    ...document.warnings.map((warning) => `note: ${blockLine(warning)}`),
    ...document.blocks.map((block) => `blocks: ${blockLine(block)}`),
    ...(document.blocks.length > 0 ? ['Nothing can be signed before these are settled.'] : []),
  ]
}

function bodyLines(document: PlanDocument): string[] {
  switch (document.right) {
    case 'erasure':
      return erasureLines(document)
    case 'access':
      return accessLines(document)
    case 'rectification':
      return rectificationLines(document)
    case 'portability':
      return portabilityLines(document)
  }
}

const rectificationLines = ({ systems, kept, left, asWished, refused, totals }: RectificationPlan): string[] => [
  `${totals.rows} rows corrected, ${totals.kept} kept as they are`,
  ...systems.flatMap(({ corrections }) =>
    corrections.map(({ dataset, field, rows }) => `  corrected  ${rows} ${dataset}.${field}`),
  ),
  ...kept.map(({ dataset, field, rows, why }) => {
    const because = why.code === 'matter' ? `frozen by ${why.reference}` : `${why.law} (${why.rule})`
    return `  as it is   ${rows} ${dataset}.${field}: ${because}`
  }),
  ...left.map(({ dataset, field, rows }) => `  left       ${rows} ${dataset}.${field}: by decision`),
  ...asWished.map(({ dataset, field, rows }) => `  right      ${rows} ${dataset}.${field}: stands there already`),
  ...(refused.length > 0 ? [`  refused    ${refused.length} of what was asked`] : []),
]

const portabilityLines = ({ datasets, left, acceptances, totals }: PortabilityPlan): string[] => [
  `${totals.rows} rows`,
  ...datasets.map((d) => `  leaves     ${d.rows} ${d.dataset} (${d.system}): ${d.fields.join(', ')}`),
  ...left.map((l) => `  stays      ${l.dataset}${l.field ? `.${l.field}` : ''}: ${l.why}`),
  ...acceptances.map((a) => `  waits for  ${a.controller}: ${a.why}, ${a.datasets.join(', ')}`),
]

function erasureLines({ systems, totals }: ErasurePlan): string[] {
  const groups = systems.flatMap((system) => system.groups)
  return [
    `${totals.rows} rows: ${totals.deleted} deleted, ${totals.cleared} stay in part (${totals.keptRows} held by a rule), ${totals.blocked} undecided`,
    ...groups.flatMap(groupLines),
  ]
}

function groupLines(group: PlanGroup): string[] {
  if (group.fate === 'delete') return [`  goes   ${group.rows} ${group.dataset}`]
  const cleared = group.changes.flatMap(changeLines)
  return [
    `  stays  ${group.rows} ${group.dataset}${cleared.length ? `, without ${cleared.join(', ')}` : ''}`,
    ...group.keeps.map((kept) => `         ${keptLine(kept)}`),
  ]
}

function changeLines({ field, change }: FieldChange): string[] {
  if (change === 'clear') return [field]
  if (!isInPart(change)) return [`${field} (replaced)`]
  const { rest, paths } = change
  if (rest === 'goes') return [`${field} but for ${paths.map(({ path }) => path).join(', ')}`]
  return paths.map(({ path, fate }) => `${pathName(field, path)}${typeof fate === 'object' ? ' (replaced)' : ''}`)
}

function keptLine(kept: KeptBecause): string {
  const fields = kept.fields.join(', ')
  if (kept.why === 'referenced') return `because ${kept.table} references it; stays: ${fields || 'its keys'}`
  if (kept.why === 'matter') return `frozen by ${kept.reference} (${kept.kind}); stays: ${fields}`
  if (kept.why === 'row-stays') return `the map keeps the row; stays: ${fields || 'its keys'}`
  if (kept.why === 'anonymous') return `its hold by ${kept.law} (${kept.rule}) is over; stays: ${fields || 'its keys'}`
  const until = kept.until.map(({ date, rows }) => `${rows} until ${date}`).join(', ')
  return `${kept.law} (${kept.rule}): ${fields || 'its keys'}; ${until}`
}

const accessLines = (document: Extract<PlanDocument, { right: 'access' }>): string[] => [
  `${document.totals.rows} rows`,
  ...document.datasets.map((d) => `  copy   ${d.rows} ${d.dataset} (${d.system})`),
  ...document.excluded.map((e) => `  left out  ${e.dataset}${e.field ? `.${e.field}` : ''}: ${e.reason}`),
]

/** What stands in the way, and what to do. */
export function blockLine(block: PlanBlock): string {
  switch (block.code) {
    case 'system':
      return `${block.system}: ${problemLine(block.problem)}`
    case 'missing-date':
      return `${block.dataset}: ${block.rows} documents without a date: put it right in the system`
    case 'unknown-jurisdiction':
      return `${block.dataset}: the map does not say whose law applies to ${block.rows} documents: add the value to its jurisdiction`
    case 'no-rule':
      return `${block.dataset}: no rule for ${block.documentType} in ${block.jurisdiction} (${block.rows} rows): add one`
    case 'unclear-coverage':
      return `${block.dataset}: ${block.rows} documents do not say what the rule ${block.rule} asks: put it right in the system`
    case 'rule-field-missing':
      return `${block.dataset}: the rule ${block.rule} asks for a field that the map does not name there (${block.rows} rows)`
    case 'search-again':
      return `${block.dataset}: a rule or rows came since the search (${block.rows} rows): search again`
    case 'not-nullable':
      return `${block.dataset}.${block.field} cannot be emptied (NOT NULL): let the map replace it`
    case 'not-writable':
      return `${block.dataset}.${block.field} cannot be written: change what the map does with it`
    case 'unique-replacement':
      return `${block.dataset}.${block.field} is unique: the replacement needs {id}`
    case 'replacement-too-long':
      return `${block.dataset}.${block.field}: the replacement does not fit the column`
    case 'path-not-writable':
      return `${block.dataset}.${block.field} is no JSON column of this server: name no paths there`
    case 'unreadable-document':
      return `${block.dataset}.${block.field}: ${block.rows} documents are not built as the map's paths say: put them or the map right`
    case 'unmapped-column':
      return `${block.dataset}.${block.column} is not in the map and would survive: classify it`
    case 'processor':
      return `${block.dataset}: ${block.rows} rows are held for ${block.controller}, who decides`
    case 'cascade':
      return `${block.dataset}: the database would delete rows of ${block.table} with it: map that table`
    case 'trigger':
      return `${block.dataset}: the trigger ${block.trigger} fires`
    case 'not-atomic':
      return `${block.system}: ${block.rows} rows are deleted in several transactions of at most ${block.most} rows: not all or nothing`
    case 'cycle':
      return `${block.datasets.join(', ')} reference each other in a circle`
    case 'origin-undeclared':
      return `${block.dataset}.${block.field}: the map does not say where it comes from: add its origin`
    case 'receiver-missing':
      return 'the person named a receiver that nobody has set up: set it up, or refuse with a reason'
    case 'receiver-unconfirmed':
      return 'the person has not confirmed the receiver yet'
    case 'wish-undecided':
      return `${block.count} wanted corrections wait for a decision`
    case 'value-unfit':
      return `${block.dataset}.${block.field} cannot take the wanted value (${block.problem}): adapt it`
  }
}
