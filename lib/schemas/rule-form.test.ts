import { describe, expect, it } from 'vitest'
import { shippedRules } from '../domain/hold-rules/shipped'
import { readConditions } from './rule-conditions'
import { type RuleTyped, readRuleForm, typedRule } from './rule-form'

describe('a rule as a form brings it', () => {
  it.each(shippedRules.map((rule) => [rule.key, rule] as const))('%s reads back as it is', (_key, rule) => {
    const { version: _version, ...text } = rule
    const { regime, effect, ...plain } = text
    const read = readRuleForm({ ...typedRule(rule), reason: ['adapted'] })
    expect(read).toEqual({
      ok: true,
      rule: { ...plain, ...(effect && { effect }), ...(regime && { regime }) },
      reason: 'adapted',
    })
  })

  const [first] = shippedRules
  const typed: RuleTyped = first ? { ...typedRule(first), reason: ['because'] } : {}
  it.each<[RuleTyped, string[]]>([
    [{ nameFr: [' '] }, ['nameFr']],
    [{ jurisdiction: ['UK'] }, ['jurisdiction']],
    [{ periodCount: ['0'] }, ['periodCount']],
    [{ periodCount: ['ten'] }, ['periodCount']],
    [{ lawUrl: ['javascript:alert(1)'] }, ['lawUrl']],
    [{ where: ['amount >= a lot'] }, ['where']],
    [{ where: ['column kind = x'] }, ['dataset']],
    [{ noteEn: [''] }, ['noteEn']],
    [{ needs: ['shoe-size'] }, ['needs']],
    [{ reason: [] }, ['reason']],
    [{ key: ['No Key'], documentType: [''] }, ['key', 'documentType']],
  ])('%j is refused at %j', (change, wrong) => {
    expect(readRuleForm({ ...typed, ...change })).toMatchObject({ ok: false, wrong })
  })
})

it('conditions are read line by line, the first that is none is named', () => {
  expect(readConditions('amount >= 120\n\n document-status = issued ,paid\ncolumn kind = B2C')).toEqual({
    ok: true,
    where: [
      { term: 'amount', atLeast: 120 },
      { term: 'document-status', in: ['issued', 'paid'] },
      { field: 'kind', in: ['B2C'] },
    ],
  })
  for (const text of ['amount > 3', 'amount =', 'wine = red', 'amount = a,,b', 'column = x'])
    expect(readConditions(`amount >= 1\n${text}`)).toEqual({ ok: false, line: 2 })
})
