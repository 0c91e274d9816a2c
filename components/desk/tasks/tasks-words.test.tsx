// Every state of a task, the map's holdings, the plan's line and the tokens, in both languages: no text is missing.
import { expect, test } from 'vitest'
import { MapHoldings } from '@/components/desk/admin/map-holdings'
import { TokenTable } from '@/components/desk/admin/token-table'
import { ByHandSystems } from '@/components/desk/plan/by-hand-systems'
import type { DataMap, MapTaskSystem } from '@/lib/domain/data-map/types'
import { map as shopMap } from '@/lib/domain/plan/invoicing-fixture'
import enAdmin from '@/messages/en/admin.json'
import enCommon from '@/messages/en/common.json'
import enSuppression from '@/messages/en/suppression.json'
import enTasks from '@/messages/en/tasks.json'
import frAdmin from '@/messages/fr/admin.json'
import frCommon from '@/messages/fr/common.json'
import frSuppression from '@/messages/fr/suppression.json'
import frTasks from '@/messages/fr/tasks.json'
import { renderer } from '@/test/support/rendered'
import { AnswerForm } from './answer-form'
import { TaskTable } from './task-table'

const messages = {
  en: { admin: enAdmin, common: enCommon, suppression: enSuppression, tasks: enTasks },
  fr: { admin: frAdmin, common: frCommon, suppression: frSuppression, tasks: frTasks },
}
const rendered = renderer(messages)

const row = { id: 't', system: 'Archive', owner: 'ann@x.example', requestId: 'r', reference: 'HB-2026-000042' }
const state = { status: 'open', over: false, daysLate: 0, chasers: 0, records: null, dueOn: '2026-11-22' }
const states = [
  { kind: 'find' },
  { kind: 'find', daysLate: 3, chasers: 2 },
  { kind: 'find', status: 'done', records: 0 },
  { kind: 'erase', status: 'done', records: 4 },
  { kind: 'erase', status: 'impossible' },
  { kind: 'erase', status: 'kept' },
  { kind: 'erase', over: true },
].map((one, at) => ({ ...row, ...state, ...one, id: `t${at}` }))

const archive: MapTaskSystem = {
  ...{ key: 'archive', name: 'Archive', kind: 'task', owner: 'ann@x.example', dueDays: 5 },
  instructions: { en: 'Ground floor', fr: 'Rez-de-chaussée' },
  holdings: [
    {
      ...{ key: 'files', label: { en: 'Files', fr: 'Dossiers' }, controller: 'firm', recipients: [] },
      ...{ purposes: [{ en: 'proof', fr: 'preuve' }], legalBasis: 'contract', categories: ['identity', 'address'] },
      retention: { en: 'five years', fr: 'cinq ans' },
    },
  ],
}

test.each(['en', 'fr'] as const)('tasks in %s', (locale) => {
  const table = rendered(locale, <TaskTable caption="x" tasks={states} request="linked" />)
  expect(table.missing).toEqual([])
  expect(table.html).toContain(locale === 'fr' ? '3 jours de retard' : '3 days late')
  expect(table.html).toContain(locale === 'fr' ? '2 rappels' : 'reminded 2 times')
  for (const kind of ['find', 'erase'] as const) {
    const task = { id: 't', kind, version: 1, status: 'open', copy: true }
    const form = rendered(locale, <AnswerForm task={task} decides />)
    expect(form.missing).toEqual([])
    expect(form.html.toLowerCase()).toContain('enctype="multipart/form-data"')
    expect(form.html.includes('value="kept"')).toBe(kind === 'erase')
  }
  const colleague = { id: 't', kind: 'erase', version: 1, status: 'open', copy: false } as const
  expect(rendered(locale, <AnswerForm task={colleague} decides={false} />).html).not.toContain('value="kept"')
})

test.each(['en', 'fr'] as const)('holdings, plan and tokens in %s', (locale) => {
  const map: DataMap = { ...shopMap(), systems: [...shopMap().systems, archive] }
  const holdings = rendered(locale, <MapHoldings map={map} system={archive} language={locale} />)
  expect(holdings.missing).toEqual([])
  for (const text of ['Archive', 'ann@x.example', locale === 'fr' ? 'cinq ans' : 'five years', 'Firm'])
    expect(holdings.html.toLowerCase()).toContain(text.toLowerCase())
  for (const right of ['erasure', 'access'] as const)
    expect(rendered(locale, <ByHandSystems systems={['Archive']} right={right} />).missing).toEqual([])
  const tokens = [
    { id: '1', name: 'a', by: 'Ines', lastUsedAt: null, revokedAt: null },
    { id: '2', name: 'b', by: null, lastUsedAt: '2026-11-22T10:00:00Z', revokedAt: '2026-11-22T10:00:00Z' },
  ]
  expect(rendered(locale, <TokenTable tokens={tokens} revoke={null} />).missing).toEqual([])
})
