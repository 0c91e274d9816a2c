import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentFacts, Stratum } from '../findings'
import { holdEnd } from '../hold-period'
import type { HoldRule } from '../hold-rule'
import { documentOf, documentQuestions, questionId } from './document-questions'
import { decidingFields, neededFields } from './field-needs'
import * as shop from './invoicing-fixture'
import { planErasure } from './plan-erasure'
import { planHash } from './plan-hash'
import type { ErasureFacts } from './planning'

const rules = [
  shop.rule('fr-six', 'FR', 'P6Y', { needs: ['amount'] }),
  shop.rule('fr-ten', 'FR', 'P10Y'),
  shop.rule('de-eight', 'DE', 'P8Y'),
  shop.rule('de-large', 'DE', 'P5Y', {
    covers: { where: [{ term: 'amount', atLeast: 120 }] },
    needs: ['document-number'],
    after: 'anonymise',
  }),
  shop.rule('de-paid', 'DE', 'P7Y', { startEvent: 'last-payment', needs: ['country'] }),
]
const large = questionId([{ fields: ['total'], atLeast: 120 }])
const paid = questionId({ event: 'last-payment' })

const date = fc
  .integer({ min: 2010, max: 2026 })
  .chain((year) => fc.constantFrom(`${year}-01-01`, `${year}-07-14`, `${year}-12-31`))
const document: fc.Arbitrary<DocumentFacts> = fc.record({
  dataset: fc.constant('invoice'),
  jurisdiction: fc.constantFrom('FR', 'DE', 'BR', null),
  issued: fc.boolean(),
  date: fc.option(date, { freq: 8 }),
  answers: fc.record({ [large]: fc.option(fc.boolean(), { freq: 8 }) }),
  starts: fc.record({ [paid]: fc.option(date, { freq: 8 }) }),
})
const strata = (documents: fc.Arbitrary<DocumentFacts[]>): fc.Arbitrary<Stratum[]> =>
  fc.array(
    fc.record({
      documents,
      referencedBy: fc.constantFrom([], [], ['shop.order'], ['crm.lead', 'shop.order']),
      count: fc.integer({ min: 1, max: 50 }),
      digest: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => n.toString(16)),
    }),
    { maxLength: 6 },
  )
const one = document.map((facts) => [facts])

const situation: fc.Arbitrary<ErasureFacts> = fc
  .record({
    customer: strata(fc.array(document, { maxLength: 3 })),
    invoice: strata(one),
    line: strata(one),
    ticket: strata(fc.constant([])),
    visit: strata(fc.constant([])),
    stays: fc.boolean(),
  })
  .map(({ stays, ...found }) => {
    const datasets = shop.datasets().map((d) => (stays && d.key === 'ticket' ? { ...d, erasure: 'clear' as const } : d))
    return shop.facts(
      Object.entries(found).map(([dataset, list]) => shop.found(dataset, list)),
      { rules, map: shop.map(datasets) },
    )
  })

const anonymousFields: Record<string, string[]> = {
  customer: ['id'],
  invoice: ['id', 'customer_id', 'issued_on', 'status', 'country', 'total'],
  line: ['id', 'invoice_id'],
}

const groupsOf = (facts: ErasureFacts) => planErasure(facts).systems.flatMap(({ groups }) => groups)

describe('whatever was found', () => {
  it('counts sum: every row has one fate or stands under a block', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        const plan = planErasure(facts)
        const own = facts.findings.flatMap(({ datasets }) => datasets).filter(({ dataset }) => dataset !== 'visit')
        const { rows, deleted, cleared, blocked } = plan.totals
        expect(rows).toBe(own.reduce((sum, { count }) => sum + count, 0))
        expect(deleted + cleared + blocked).toBe(rows)
        if (blocked > 0) expect(plan.blocks).not.toEqual([])
        for (const group of groupsOf(facts)) {
          const dated = group.keeps.flatMap((k) =>
            k.why === 'rule' ? [k.until.reduce((sum, u) => sum + u.rows, 0)] : [],
          )
          for (const sum of dated) expect(sum).toBe(group.rows)
        }
      }),
    )
  })

  it('the order of findings, strata, rules and datasets changes neither the plan nor its hash', () => {
    fc.assert(
      fc.property(situation, fc.infiniteStream(fc.nat()), (facts, random) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, at: random.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item)
        const findings = shuffled(facts.findings).map((finding) => ({
          ...finding,
          datasets: shuffled(finding.datasets).map((d) => ({ ...d, strata: shuffled(d.strata) })),
        }))
        const map = { ...facts.map, datasets: shuffled(facts.map.datasets) }
        const again = planErasure({ ...facts, findings, map, rules: shuffled(facts.rules) })
        expect(again).toEqual(planErasure(facts))
        expect(planHash(again)).toBe(planHash(planErasure(facts)))
      }),
    )
  })

  it('whatever stays has a reason, and what a rule keeps has an end that is not past', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        for (const group of groupsOf(facts)) {
          if (group.fate === 'delete') expect([group.keeps, group.changes, group.where.heldBy]).toEqual([[], [], []])
          else expect(group.keeps).not.toEqual([])
          const reasons = group.keeps.flatMap((kept) => (kept.why === 'rule' ? [kept] : []))
          const { heldBy, endedUnder = [] } = group.where
          if (heldBy.length > 0) expect(endedUnder).toEqual([])
          const left = group.keeps.flatMap((kept) => (kept.why === 'anonymous' ? [kept.rule] : []))
          expect(left.sort()).toEqual([...new Set(endedUnder.map(({ rule }) => rule))].sort())
          expect(reasons.map(({ rule }) => rule).sort()).toEqual(
            [...new Set(group.where.heldBy.map(({ rule }) => rule))].sort(),
          )
          for (const { law, until } of reasons) {
            expect(law).not.toBe('')
            expect(until).not.toEqual([])
            for (const { date } of until) expect(date >= facts.today).toBe(true)
          }
        }
      }),
    )
  })

  it('no field survives but references and those that a rule of the group needs, or that name nobody', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        for (const group of groupsOf(facts).filter(({ fate }) => fate === 'clear')) {
          const dataset = facts.map.datasets.find(({ key }) => key === group.dataset)
          if (!dataset) throw new Error(group.dataset)
          const { endedUnder = [] } = group.where
          const asked = documentQuestions(facts.map, facts.rules)
          const allowed = group.where.heldBy.flatMap((condition) => {
            const rule = facts.rules.find(({ key }) => key === condition.rule)
            const deciding = condition.document === documentOf(dataset) ? decidingFields(dataset, asked) : []
            return rule ? [...neededFields(facts.map, dataset, rule, condition.document), ...deciding] : []
          })
          // What says nothing of a person, and has to answer when the law is asked again.
          const answers = decidingFields(dataset, asked).filter((f) => anonymousFields[dataset.key]?.includes(f))
          const changed = new Set(group.changes.map(({ field }) => field))
          const kept = new Set(group.keeps.flatMap(({ fields }) => fields))
          for (const [name, field] of Object.entries(dataset.fields)) {
            const survives = !changed.has(name)
            const anonymous = anonymousFields[group.dataset]?.includes(name)
            if (endedUnder.length > 0) expect(survives).toBe(anonymous === true)
            else
              expect(survives).toBe(field.category === 'reference' || allowed.includes(name) || answers.includes(name))
            expect(kept.has(name)).toBe(survives)
          }
        }
      }),
    )
  })

  it('a row is held exactly when the law says so for one of its issued documents; unknown facts are in no group', () => {
    fc.assert(
      fc.property(strata(one), (list) => {
        const facts = shop.facts([shop.found('invoice', list)], { rules })
        const heldRows = list.filter(({ documents: [d] }) => d?.issued && known(d) && rules.some((r) => holds(r, d)))
        const unknown = list.filter(({ documents: [d] }) => d?.issued && !known(d))
        const sum = (strata: Stratum[]) => strata.reduce((rows, { count }) => rows + count, 0)
        const { keptRows, blocked } = planErasure(facts).totals
        expect([keptRows, blocked]).toEqual([sum(heldRows), sum(unknown)])
      }),
    )
  })
})

/** All that any rule of that country asks is answered. */
const known = (d: DocumentFacts) => {
  const own = rules.filter((rule) => rule.jurisdiction === d.jurisdiction)
  const unclear = own.some((rule) => rule.covers && d.answers?.[large] === null)
  return own.length > 0 && !unclear && own.every((rule) => !covers(rule, d) || startOf(rule, d) !== null)
}

const covers = (rule: HoldRule, d: DocumentFacts) => !rule.covers || d.answers?.[large] === true
const startOf = (rule: HoldRule, d: DocumentFacts) => (rule.startEvent ? d.starts?.[paid] : d.date) ?? null

function holds(rule: HoldRule, document: DocumentFacts): boolean {
  const start = startOf(rule, document)
  if (start === null || document.jurisdiction !== rule.jurisdiction || !covers(rule, document)) return false
  const { end } = holdEnd({ start: Temporal.PlainDate.from(start), transform: rule.start, period: rule.period })
  return end.toString() >= '2026-11-22'
}
