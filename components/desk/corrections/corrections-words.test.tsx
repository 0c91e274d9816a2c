// The officer's page of corrections, in both languages: hidden values are letters, shown ones text; no word is missing.
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import type { RectificationPlan } from '@/lib/domain/plan/rectification-plan'
import enCommon from '@/messages/en/common.json'
import enCorrections from '@/messages/en/corrections.json'
import enDesk from '@/messages/en/desk.json'
import frCommon from '@/messages/fr/common.json'
import frCorrections from '@/messages/fr/corrections.json'
import frDesk from '@/messages/fr/desk.json'
import { renderer } from '@/test/support/rendered'
import { RectificationSheet } from '../plan/rectification-sheet'
import { ApproveCorrection } from '../plan/signing'
import type { PlaceRow } from './place-table'
import { WishBoard } from './wish-board'
import { WishDecision } from './wish-decision'
import { WishFate } from './wish-fate'
import { WishHead } from './wish-head'

const render = renderer({
  en: { common: enCommon, corrections: enCorrections, desk: enDesk },
  fr: { common: frCommon, corrections: frCorrections, desk: frDesk },
})
function rendered(locale: 'en' | 'fr', part: ReactNode): string {
  const { html, missing } = render(locale, part)
  expect(missing).toEqual([])
  return html
}

const kept = {
  why: { code: 'issued-document', rule: 'fr-invoices', ruleVersion: 1, law: 'L123-22' },
  rows: 2,
} as const
const matter = { why: { code: 'matter', matter: 'm', reference: 'HM-1' }, rows: 1 } as const
const place = (id: string, more: Partial<PlaceRow> = {}): PlaceRow => ({
  ...{ id, system: 'CRM', dataset: 'Accounts', field: 'Street', rows: 3, has: 'other', value: 1 },
  ...{ choice: 'leave', chosen: false, forwarded: false, stays: false },
  fate: <WishFate place={{ corrected: 1, kept: [kept, matter], shared: 1 }} />,
  ...more,
})
const places = [
  place('a'),
  place('b', { value: 2, chosen: true }),
  place('c', { has: 'empty', value: 3, choice: 'complete' }),
  place('d', { has: 'wished', value: 4 }),
  place('e', { forwarded: true }),
]
const street = { key: 'street', label: 'Street', input: 'address' } as const
const values = { wanted: '1 rue <Neuve>', present: null, adapted: null, reason: null, places: { a: 'Old', b: 'Older' } }
const wish = { hidden: { wishId: 'w' }, number: 1, datum: street, places, decided: null }
const answer = async () => null

test.each(['en', 'fr'] as const)('%s: hidden values are told apart by letters, shown ones are text', (locale) => {
  const hidden = rendered(locale, <WishDecision {...wish} countries={[]} values={null} decide={answer} />)
  expect(hidden).toMatch(/(Value|Valeur) A/)
  expect(hidden).toMatch(/(Value|Valeur) B/)
  expect(hidden).not.toContain('Neuve')
  const shown = rendered(locale, <WishDecision {...wish} countries={[]} values={values} decide={answer} />)
  for (const text of ['Old', 'Older', '1 rue &lt;Neuve&gt;']) expect(shown).toContain(text)
})

test.each(['en', 'fr'] as const)('%s: of a row that is others’ too it is said, where it changes', (locale) => {
  const fate = (corrected: number, shared: number) =>
    rendered(locale, <WishFate place={{ corrected, kept: [], shared }} />)
  expect(fate(3, 2)).toMatch(/2 are also|2 sont aussi/)
  for (const html of [fate(3, 0), fate(0, 2)]) expect(html).not.toMatch(/also|aussi/)
})

test('what stays in every row is not shown as if it would change', () => {
  const shown = (stays: boolean) =>
    rendered('en', <WishDecision {...wish} places={[place('a', { stays })]} countries={[]} values={values} />)
  expect(shown(false).split('1 rue &lt;Neuve&gt;')).toHaveLength(3)
  expect(shown(true).split('1 rue &lt;Neuve&gt;')).toHaveLength(2)
})

test('boxes stand where something is to choose; the chosen ones are ticked', () => {
  const html = rendered('en', <WishDecision {...wish} countries={[]} values={null} decide={answer} />)
  const boxes = [...html.matchAll(/<input type="checkbox"[^>]*>/g)].map(([box]) => box)
  expect(boxes.map((box) => /name="([^"]+)"/.exec(box)?.[1])).toEqual(['leave.a', 'leave.b', 'complete.c'])
  expect(boxes.map((box) => box.includes('checked'))).toEqual([false, true, false])
})

test('whoever may not decide sees no choice, whoever may not read no button', () => {
  expect(rendered('en', <WishDecision {...wish} countries={[]} values={null} />)).not.toMatch(/radio|checkbox/)
  const board = { itemId: 'i', countries: [], wishes: [{ ...wish, id: 'w', head: null, decidable: true }] }
  expect(rendered('en', <WishBoard {...board} />)).not.toContain('Show values')
  expect(rendered('en', <WishBoard {...board} read={async () => null} decide={answer} />)).toContain('Show values')
})

test.each(['en', 'fr'] as const)('%s: words are refused or done by hand, and every state has its word', (locale) => {
  const words = { ...wish, datum: null, places: [] }
  const html = rendered(locale, <WishDecision {...words} countries={[]} values={null} decide={answer} />)
  expect(html).toContain('value="refuse"')
  for (const status of ['open', 'accepted', 'adapted', 'refused', 'replaced'] as const)
    for (const label of ['Street', null])
      rendered(
        locale,
        <WishHead
          wish={{ number: 1, status, conflict: true, caution: null, decidedAt: '2026-11-22T10:00:00Z' }}
          {...{ label, searched: true, timeZone: 'Europe/Paris', by: 'Ada' }}
        />,
      )
})

test.each(['en', 'fr'] as const)('%s: an account or an address is confirmed first, until it is refused', (locale) => {
  const more = { label: 'Street', searched: true, timeZone: 'Europe/Paris', by: undefined }
  const wish = { number: 1, conflict: false, decidedAt: null }
  for (const caution of ['payment', 'identity'] as const) {
    const head = (status: 'open' | 'refused') => <WishHead wish={{ ...wish, status, caution }} {...more} />
    expect(rendered(locale, head('open'))).toMatch(/Confirm first|À confirmer/)
    expect(rendered(locale, head('refused'))).not.toMatch(/Confirm first|À confirmer/)
  }
})

const line = { place: 'a', dataset: 'account', field: 'street', rows: 3 }
const plan: RectificationPlan = {
  ...{ format: 'habeas-plan/1', right: 'rectification', requestId: 'r', today: '2026-11-22', mapVersion: 1, rules: [] },
  systems: [
    {
      system: 'crm',
      catalogueHash: 'h',
      corrections: [
        { ...line, before: 'x', after: 'y', where: { heldBy: [], notHeldBy: [], referenced: null } },
        {
          ...line,
          place: 'b',
          rows: 4,
          before: 'z',
          after: 'y',
          where: { heldBy: [], notHeldBy: [], referenced: null },
        },
      ],
    },
  ],
  kept: [
    { ...line, rows: 2, why: kept.why, offer: 'corrective-document' },
    { ...line, rows: 1, why: matter.why, offer: 'statement' },
  ],
  refused: [{ wish: 'w' }],
  left: [{ wish: 'w', ...line }],
  asWished: [line],
  byHand: ['w2'],
  ...{ forwarded: [], blocks: [], warnings: [], totals: { rows: 7, kept: 3 } },
}

test.each(['en', 'fr'] as const)(
  '%s: the sheet sums a field once and says of what stays why and what is offered',
  (locale) => {
    const words = {
      locale,
      systems: { crm: 'CRM' },
      datasets: { account: { label: 'Accounts', fields: { street: 'Street' } } },
      rules: { 'fr-invoices@1': { name: 'Invoices', url: 'https://law.example/' } },
    }
    const html = rendered(locale, <RectificationSheet {...{ plan, words }} wishesHref="/w" recipients={['Host']} />)
    expect(html).toContain('<data value="7" class="font-semibold">')
    for (const text of ['Invoices', 'L123-22', 'HM-1', 'Host', '/w']) expect(html).toContain(text)
    for (const rows of [0, 1, 7])
      rendered(
        locale,
        <ApproveCorrection
          action={answer}
          rows={rows}
          hidden={{ requestId: 'r', itemId: 'i', version: 1, hash: 'h' }}
        />,
      )
  },
)
