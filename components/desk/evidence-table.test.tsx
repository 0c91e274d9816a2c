import { expect, test } from 'vitest'
import enCommon from '@/messages/en/common.json'
import enDesk from '@/messages/en/desk.json'
import enEvidence from '@/messages/en/evidence.json'
import frCommon from '@/messages/fr/common.json'
import frDesk from '@/messages/fr/desk.json'
import frEvidence from '@/messages/fr/evidence.json'
import { renderer } from '@/test/support/rendered'
import { EvidenceFilter } from './evidence-filter'
import { EvidenceTable } from './evidence-table'

const messages = {
  en: { common: enCommon, desk: enDesk, evidence: enEvidence },
  fr: { common: frCommon, desk: frDesk, evidence: frEvidence },
}
const rendered = renderer(messages)
const entry = {
  seq: 7,
  at: '2026-11-22T10:00:00.000Z',
  event: 'plan.approved',
  request: { id: '0196f7a4-0000-7000-8000-000000000001', reference: 'HB-2026-000042' },
  by: 'staff',
  name: 'Inès <Roux>',
  body: '{"number":1}',
  hash: 'ab'.repeat(32),
}

test.each(['en', 'fr'] as const)('entries and filter in %s: no text is missing', (locale) => {
  const { html, missing } = rendered(
    locale,
    <>
      <EvidenceFilter events={['plan.approved', 'a.later-one']} filter={{ event: 'plan.approved' }} unknown />
      <EvidenceTable
        entries={[entry, { ...entry, seq: 6, request: null, name: null, by: 'worker', event: 'a.later-one' }]}
      />
    </>,
  )
  expect(missing).toEqual([])
  for (const words of ['HB-2026-000042', 'Inès &lt;Roux&gt;', 'abab abab', 'a.later-one', entry.hash])
    expect(html).toContain(words)
  expect(html).toContain(`href="/desk/requests/${entry.request.id}"`)
  expect(html).not.toContain('evidence.')
})
