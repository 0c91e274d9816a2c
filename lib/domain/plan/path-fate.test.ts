// A JSON column of an invoice, of which the map names parts.
import { describe, expect, it } from 'vitest'
import type { MapField, MapPath } from '../data-map/types'
import { explainFields } from './explain-fields'
import { fieldEnds } from './field-ends'
import * as shop from './invoicing-fixture'
import { planErasure } from './plan-erasure'
import type { PlanGroup } from './types'

const parts: Record<string, MapPath> = {
  '$.buyer.name': { term: 'legal-name' },
  '$.contact.email': { category: 'contact' },
  '$.items[*].note': { onErasure: { replace: 'erased' } },
  '$.currency': { onErasure: 'keep', term: 'currency' },
}

function planned(doc: Partial<MapField>, more: { type?: string; unreadable?: number; after?: 'anonymise' } = {}) {
  const { type = 'jsonb', unreadable, after = 'erase' } = more
  const facts = shop.facts(
    [
      {
        ...shop.found('invoice', [shop.stratum(2, [shop.issued(after === 'erase' ? '2024-05-01' : '2010-05-01')])]),
        ...(unreadable !== undefined && { unreadable: [{ field: 'doc', rows: unreadable }] }),
      },
    ],
    { rules: [shop.rule('ten', 'FR', 'P10Y', { needs: ['legal-name', 'amount', 'document-number'], after })] },
  )
  const dataset = facts.map.datasets.find(({ key }) => key === 'invoice')
  const table = facts.catalogues.shop?.tables.find(({ name }) => name === 'shop.invoice')
  if (!dataset || !table) throw new Error('no invoice')
  dataset.fields.doc = { category: 'free-text', paths: parts, ...doc }
  table.columns.push(shop.column('doc', { type }))
  const plan = planErasure(facts)
  const group = plan.systems.flatMap(({ groups }) => groups).find((one) => one.dataset === 'invoice')
  if (!group) throw new Error('no group')
  return { plan, group, fields: explainFields(plan, facts.map, {}) }
}

const changeOf = (group: PlanGroup) => group.changes.find(({ field }) => field === 'doc')?.change

describe('a document in part', () => {
  it('goes but for what a rule needs, the map keeps, or replaces', () => {
    const { plan, group } = planned({})
    expect(changeOf(group)).toEqual({
      rest: 'goes',
      paths: [
        { path: '$.buyer.name', fate: 'keep' },
        { path: '$.currency', fate: 'keep' },
        { path: '$.items[*].note', fate: { replace: 'erased' } },
      ],
    })
    expect(plan.blocks).toEqual([])
    const until = { earliest: '2034-12-31', latest: '2034-12-31' }
    expect(fieldEnds(group)).toContainEqual({ field: 'doc $.buyer.name', rules: ['ten'], ...until })
    expect(group.keeps.find(({ why }) => why === 'row-stays')?.fields).toEqual(['doc $.currency'])
  })

  it('stays but for what its paths say, where the map keeps the field', () => {
    expect(changeOf(planned({ onErasure: 'keep' }).group)).toEqual({
      rest: 'stays',
      paths: [
        { path: '$.contact.email', fate: 'clear' },
        { path: '$.items[*].note', fate: { replace: 'erased' } },
      ],
    })
  })

  it('stays in the same way where a rule needs the field', () => {
    const { group } = planned({ term: 'amount' })
    expect(changeOf(group)).toMatchObject({ rest: 'stays' })
    expect(group.keeps.find(({ why }) => why === 'rule')?.fields).toEqual(
      expect.arrayContaining(['doc', 'doc $.buyer.name']),
    )
  })

  it('is cleared whole where no path stays, and untouched where all do', () => {
    expect(changeOf(planned({ paths: { '$.a': {} } }).group)).toBe('clear')
    expect(changeOf(planned({ onErasure: 'keep', paths: { '$.a': { onErasure: 'keep' } } }).group)).toBeUndefined()
  })

  it('keeps in a row without a person what names nobody', () => {
    const { group } = planned({}, { after: 'anonymise' })
    expect(changeOf(group)).toEqual({
      rest: 'goes',
      paths: [
        { path: '$.currency', fate: 'keep' },
        { path: '$.items[*].note', fate: { replace: 'erased' } },
      ],
    })
    expect(group.keeps[0]?.fields).toContain('doc $.currency')
  })

  it('stops the plan in a column of another type, and where documents cannot be read', () => {
    expect(planned({}, { type: 'text[]' }).plan.blocks).toEqual([
      { code: 'path-not-writable', dataset: 'invoice', field: 'doc' },
    ])
    expect(planned({}, { unreadable: 2 }).plan.blocks).toEqual([
      { code: 'unreadable-document', dataset: 'invoice', field: 'doc', rows: 2 },
    ])
    // Cleared whole, it need not be read.
    expect(planned({ paths: { '$.a': {} } }, { unreadable: 2 }).plan.blocks).toEqual([])
  })

  it('every path is a line of the plan', () => {
    const lines = planned({}).fields.flatMap(({ datasets }) =>
      datasets.flatMap(({ groups }) =>
        groups.flatMap(({ parts: all }) =>
          all.flatMap(({ fate, reasons, fields }) =>
            fields
              .filter(({ field }) => field.startsWith('doc'))
              .map(({ field, replacement }) => `${field}: ${replacement ?? fate}, ${reasons.map(({ why }) => why)}`),
          ),
        ),
      ),
    )
    expect(lines.sort()).toEqual([
      'doc $.buyer.name: kept, rule',
      'doc $.contact.email: erased, not-needed',
      'doc $.currency: kept, row-stays',
      'doc $.items[*].note: erased, not-needed',
      'doc: erased, not-needed',
    ])
  })
})
