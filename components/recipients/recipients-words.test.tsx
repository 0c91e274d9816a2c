import { describe, expect, it } from 'vitest'
import { noticeActs, type ReadNotice } from '@/lib/domain/recipients/notice'
import enCommon from '@/messages/en/common.json'
import en from '@/messages/en/recipients.json'
import frCommon from '@/messages/fr/common.json'
import fr from '@/messages/fr/recipients.json'
import { renderer } from '@/test/support/rendered'
import { AnswerForm } from './answer-form'
import { NoticeSheet } from './notice-sheet'

const rendered = renderer({ en: { common: enCommon, recipients: en }, fr: { common: frCommon, recipients: fr } })
const said = { en: 'E-mail', fr: 'Adresse électronique' }
const notice = (act: ReadNotice['act']): ReadNotice => ({
  ...{ act, from: 'Tramontane SAS', recipient: 'Bank', reference: 'HB-2026-000001', state: 'open' },
  person: { name: '<b>Ana</b>', identifiers: [{ label: said, value: 'ana@example.org' }] },
  lines: [
    { dataset: 'account', label: { en: 'Accounts', fr: 'Comptes' } },
    { dataset: 'invoice', label: { en: 'Invoices', fr: 'Factures' }, partly: true },
    { dataset: 'account', label: { en: 'Accounts', fr: 'Comptes' }, field: said, before: null, after: '<i>2</i>' },
  ],
})

describe.each(['en', 'fr'] as const)('in %s', (locale) => {
  it.each(noticeActs)('a notice of %s has all its words, and what it names is text', (act) => {
    const { html, missing } = rendered(locale, <NoticeSheet notice={notice(act)} />)
    expect(missing).toEqual([])
    for (const text of ['&lt;b&gt;Ana&lt;/b&gt;', 'ana@example.org', '&lt;i&gt;2&lt;/i&gt;', 'HB-2026-000001'])
      expect(html).toContain(text)
  })

  it('a reason that is missing is said at its field, and what was chosen stays', () => {
    const state = { shown: 'notice' as const, notice: notice('erasure'), answer: 'cannot', reason: ' ' }
    const form = <AnswerForm token="t" action={() => {}} state={{ ...state, failure: 'reason-missing' }} />
    const { html, missing } = rendered(locale, form)
    expect(missing).toEqual([])
    expect(html).toMatch(/id="answer-cannot"[^>]*checked/)
    expect(html).toContain('aria-invalid="true"')
  })
})
