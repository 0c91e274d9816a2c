import { expect, test } from 'vitest'
import { changeFields, missingReplacements } from './change-fields'
import type { DataMap } from './types'

const map = {
  datasets: [
    {
      key: 'account',
      fields: {
        email: { category: 'contact', onErasure: { replace: 'erased-{id}@erased.invalid' } },
        phone: { category: 'contact', term: 'legal-name', onErasure: 'clear' },
        id: { category: 'reference' },
      },
    },
    { key: 'other', fields: { email: { category: 'contact' } } },
  ],
} as unknown as DataMap
const fieldsOf = (changed: DataMap) => changed.datasets[0]?.fields

test('answers change category and fate, and nothing else of a field', () => {
  const changed = changeFields(map, 'account', {
    phone: { category: 'identity', fate: 'replace', replacement: 'none' },
    email: { category: 'contact', fate: '', replacement: 'ignored' },
  })
  expect(fieldsOf(changed)).toEqual({
    email: { category: 'contact' },
    phone: { category: 'identity', term: 'legal-name', onErasure: { replace: 'none' } },
    id: { category: 'reference' },
  })
  expect(changed.datasets[1]).toEqual(map.datasets[1])
  expect(map.datasets[0]?.fields.phone?.onErasure).toBe('clear')
})

test('what no form of ours offers leaves the field as it was', () => {
  const odd = { category: 'nonsense', fate: 'explode', replacement: 'x' }
  expect(fieldsOf(changeFields(map, 'account', { phone: odd, toString: odd }))).toEqual(map.datasets[0]?.fields)
})

test('a replacement that was chosen and not written is named', () => {
  const answers = {
    email: { category: 'contact', fate: 'replace', replacement: '' },
    phone: { category: 'contact', fate: 'clear', replacement: '' },
  }
  expect(missingReplacements(answers)).toEqual(['email'])
})
