// Why a step did nothing, in both languages: only rows that changed are said to have changed.
import { expect, test } from 'vitest'
import enCommon from '@/messages/en/common.json'
import enDesk from '@/messages/en/desk.json'
import frCommon from '@/messages/fr/common.json'
import frDesk from '@/messages/fr/desk.json'
import { renderer } from '@/test/support/rendered'
import { StepList } from './step-list'

const messages = { en: { common: enCommon, desk: enDesk }, fr: { common: frCommon, desk: frDesk } }
const rendered = renderer(messages)
const refused = { id: 's', system: 'shop', status: 'refused', attempts: 1, verifiedAt: null, counts: [] }
const reasons = [
  'rows-changed',
  'matter',
  'rules-changed',
  'schema-changed',
  'no-right',
  'constraint',
  'plan-superseded',
]

test.each(['en', 'fr'] as const)('%s', (locale) => {
  const shown = [...reasons, 'something-else'].map((problem) =>
    rendered(locale, <StepList steps={[{ ...refused, problem }]} systems={{ shop: 'Shop' }} timeZone="Europe/Paris" />),
  )
  const said = shown.map(({ html }) => html)
  expect(new Set(said).size).toBe(said.length)
  const changed = messages[locale].desk.steps.refused['rows-changed']
  expect(said.map((html) => html.includes(changed))).toEqual([true, ...said.slice(1).map(() => false)])
  expect(shown.flatMap(({ missing }) => missing)).toEqual([])
})
