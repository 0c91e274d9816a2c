import { expect, it } from 'vitest'
import { readLead } from './read-lead'

it.each<[Parameters<typeof readLead>[0], string, string | null]>([
  ['email', ' José@X.fr ', 'josé@x.fr'],
  ['email', 'Jose\u0301@x.fr', 'josé@x.fr'],
  ['email', 'ann+shop@x.fr', 'ann+shop@x.fr'],
  ['email', 'unknown', null],
  ['phone', '+33 6 12 34 56 78', '+33612345678'],
  ['phone', '0033 6 12 34 56 78', '+33612345678'],
  ['phone', '06 12 34 56 78', null],
  ['phone', 'n/a', null],
  ['exact', ' C-1 ', 'C-1'],
  ['exact', '', null],
  ['upper', 'c-1', 'C-1'],
])('%s “%s”', (how, text, value) => {
  expect(readLead(how, text)).toBe(value)
})
