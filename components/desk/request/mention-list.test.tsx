// Others' texts that name the person, in both languages: no word is missing, and nobody reads or decides who may not.
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import type { FindingProblem } from '@/lib/domain/findings'
import enCommon from '@/messages/en/common.json'
import enDesk from '@/messages/en/desk.json'
import frCommon from '@/messages/fr/common.json'
import frDesk from '@/messages/fr/desk.json'
import { renderer } from '@/test/support/rendered'
import { LookedForm } from './looked-form'
import { MentionList } from './mention-list'
import { ProblemLine } from './problem-line'

const messages = { en: { common: enCommon, desk: enDesk }, fr: { common: frCommon, desk: frDesk } }
const render = renderer(messages)

function rendered(locale: 'en' | 'fr', part: ReactNode): string {
  const { html, missing } = render(locale, part)
  expect(missing).toEqual([])
  return html
}

const labels = { systems: { shop: 'Shop' }, datasets: { wish: { label: 'Wishes', fields: { note: 'Remark' } } } }
const rows = [{ system: 'shop', dataset: 'wish', field: 'note', count: 2 }]
const hidden = { requestId: 'r', taskId: 't', version: 1 }

test.each(['en', 'fr'] as const)('%s: where, how many, and what came of it', (locale) => {
  const list = rendered(locale, <MentionList {...{ rows, labels }} reader={() => <form />} />)
  for (const text of ['Wishes', 'Remark', 'Shop', '<form']) expect(list).toContain(text)
  expect(rendered(locale, <MentionList {...{ rows, labels }} />)).not.toContain('<form')
  const form = rendered(locale, <LookedForm action={async () => null} hidden={hidden} />)
  expect(form).toContain('value="nothing"')
  expect(form).toContain('value="done"')
  const problems: FindingProblem[] = [
    { code: 'mentioned', dataset: 'wish', column: 'note', rows: 1 },
    { code: 'mentions-unsearched', dataset: 'wish', rows: 12_000 },
  ]
  for (const problem of problems)
    expect(rendered(locale, <ProblemLine problem={problem} labels={labels} />)).toContain('Wishes')
})
