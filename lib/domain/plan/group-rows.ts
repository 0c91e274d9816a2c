// Groups of rows with one fate: told apart by exactly which rules hold them, and by whether others reference them.
import type { DataMap } from '../data-map/types'
import { xorDigests } from './digest'
import type { DocumentQuestions } from './document-questions'
import { anonymousFates, fieldFates } from './field-fate'
import { datedParts, freezing, keptByMatters } from './freeze'
import { compareText, conditionKey, type DatasetDraft, type HeldBecause, type JudgedStratum } from './planning'
import type { FieldChange, GroupCondition, KeptBecause, PlanGroup } from './types'

type Asked = Record<string, DocumentQuestions>
type Fate = { fate: PlanGroup['fate']; referenced: boolean | null }

export function groupRows(map: DataMap, asked: Asked, draft: DatasetDraft): PlanGroup[] {
  const groups = new Map<string, JudgedStratum[]>()
  for (const judged of draft.strata) {
    if (judged.unknown || judged.stratum.count === 0) continue
    const frozen = freezing(draft.frozen, judged.stratum).map(({ matter }) => matter.id)
    const key = JSON.stringify([fateOf(draft, judged), keysOf(judged.held), keysOf(judged.ended), frozen])
    groups.set(key, [...(groups.get(key) ?? []), judged])
  }
  return [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, members]) => groupOf(map, asked, draft, members))
}

const keysOf = (because: readonly HeldBecause[]) => because.map(({ condition }) => conditionKey(condition))

function fateOf(draft: DatasetDraft, { stratum, held, ended }: JudgedStratum): Fate {
  const frozen = freezing(draft.frozen, stratum).length > 0
  const stays = frozen || held.length > 0 || ended.length > 0 || draft.dataset.erasure === 'clear'
  if (stays) return { fate: 'clear', referenced: null }
  const referenced = stratum.referencedBy.length > 0
  return { fate: referenced ? 'clear' : 'delete', referenced }
}

function groupOf(map: DataMap, asked: Asked, draft: DatasetDraft, members: JudgedStratum[]): PlanGroup {
  const [first] = members
  if (!first) throw new Error('A group has at least one stratum')
  const { fate, referenced } = fateOf(draft, first)
  const heldBy = first.held.map((held) => held.condition)
  const heldKeys = new Set(heldBy.map(conditionKey))
  const where: GroupCondition = {
    heldBy,
    notHeldBy: draft.conditions.filter((condition) => !heldKeys.has(conditionKey(condition))),
    ...endedParts(draft, first),
    referenced,
    ...datedParts(draft.frozen, freezing(draft.frozen, first.stratum)),
  }
  const { changes, keeps } = fate === 'delete' ? nothingStays : whatStays(map, asked, draft, members)
  return {
    dataset: draft.dataset.key,
    fate,
    where,
    rows: members.reduce((sum, { stratum }) => sum + stratum.count, 0),
    digest: xorDigests(members.map(({ stratum }) => stratum.digest)),
    changes,
    keeps,
  }
}

/** Held rows are told apart by their holds alone. */
function endedParts(draft: DatasetDraft, { held, ended }: JudgedStratum): Partial<GroupCondition> {
  if (held.length > 0 || draft.endings.length === 0) return {}
  const keys = new Set(keysOf(ended))
  return {
    endedUnder: ended.map(({ condition }) => condition),
    notEndedUnder: draft.endings.filter((condition) => !keys.has(conditionKey(condition))),
  }
}

const nothingStays = { changes: [], keeps: [] }

function whatStays(map: DataMap, asked: Asked, draft: DatasetDraft, members: JudgedStratum[]) {
  const fates = fieldFates(map, draft.dataset, members[0]?.held ?? [], asked)
  const changes: FieldChange[] = fates.changes
  const others = [...fates.reference, ...fates.kept].sort(compareText)
  const frozen = members[0] ? freezing(draft.frozen, members[0].stratum) : []
  if (frozen.length > 0) {
    const byRule = keptByRules(members, fates.needed, fates.reference)
    return { changes: [], keeps: [...byRule, ...keptByMatters(frozen, draft.dataset)] }
  }
  if ((members[0]?.held.length ?? 0) > 0) {
    const byRule = keptByRules(members, fates.needed, fates.reference)
    const byMap: KeptBecause[] = fates.kept.length > 0 ? [{ why: 'row-stays', fields: fates.kept }] : []
    return { changes, keeps: [...byRule, ...byMap] }
  }
  const ended = members[0]?.ended ?? []
  if (ended.length > 0) return withoutPerson(draft, ended)
  if (draft.dataset.erasure === 'clear') return { changes, keeps: [{ why: 'row-stays', fields: others } as const] }
  const tables = new Set(members.flatMap(({ stratum }) => stratum.referencedBy))
  const keeps = [...tables].sort(compareText).map((table) => ({ why: 'referenced', table, fields: others }) as const)
  return { changes, keeps }
}

/** The hold is over, and its rule leaves what names nobody. */
function withoutPerson(draft: DatasetDraft, ended: readonly HeldBecause[]) {
  const { changes, stays } = anonymousFates(draft.dataset)
  const rules = new Map(ended.map(({ rule }) => [rule.key, rule]))
  const keeps = [...rules.values()]
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ key, version, law }): KeptBecause => {
      return { why: 'anonymous', rule: key, ruleVersion: version, law: law.reference, fields: stays }
    })
  return { changes, keeps }
}

/** One line a rule; the latest end counts where the same rule holds a row through several documents. */
function keptByRules(members: JudgedStratum[], needed: Map<string, string[]>, reference: string[]): KeptBecause[] {
  const rules = new Map(members.flatMap((m) => m.held.map((held) => [held.rule.key, held.rule] as const)))
  return [...rules.values()]
    .sort((a, b) => compareText(a.key, b.key))
    .map((rule) => {
      const until = new Map<string, number>()
      for (const { stratum, held } of members) {
        const ends = held.filter((h) => h.rule.key === rule.key).map((h) => h.end)
        const end = ends.sort(compareText).at(-1)
        if (end) until.set(end, (until.get(end) ?? 0) + stratum.count)
      }
      return {
        why: 'rule',
        rule: rule.key,
        ruleVersion: rule.version,
        law: rule.law.reference,
        until: [...until].sort(([a], [b]) => compareText(a, b)).map(([date, rows]) => ({ date, rows })),
        fields: [...new Set([...(needed.get(rule.key) ?? []), ...reference])].sort(compareText),
        ...(rule.regime && rule.regime !== 'kept' && { regime: rule.regime }),
        ...(rule.after === 'anonymise' && { after: rule.after }),
      }
    })
}
