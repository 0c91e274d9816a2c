import { expect, it } from 'vitest'
import type { HoldRule } from '../hold-rule'
import { askLaw, type Law } from './law'

const law = { rule: { key: 'r' } as HoldRule, tests: [], start: null } as unknown as Law
const asked = (date: string | null) =>
  askLaw(law, { dataset: 'invoice', jurisdiction: 'FR', issued: true, date }).status

it.each(['2024-02-29', '1950-01-01', '2199-12-31'])('%s starts a period', (date) => {
  expect(asked(date)).toBe('covered')
})

// Taken as dates, the first of these would erase at once and the last keep for eight thousand years.
it.each(['0000-05-01', '0001-01-01', '1753-01-01', '1900-01-01', '2023-02-31', '9999-12-31', 'infinity', null])(
  '%s starts none: the plan stops there',
  (date) => {
    expect(asked(date)).toBe('blocked')
  },
)
