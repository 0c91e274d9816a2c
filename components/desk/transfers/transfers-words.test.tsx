// The desk's parts of transfers in both languages: every way, state, problem and country has its words.
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { CountrySaid } from '@/components/transfer/country-said'
import { Receipt } from '@/components/transfer/receipt'
import { carrierProblems } from '@/lib/delivery/carriers/carrier'
import { adequacyDecisions } from '@/lib/domain/adequacy'
import { batchSchedules } from '@/lib/domain/transfer/batch'
import { type ReceiverAddress, transferProtocols } from '@/lib/domain/transfer/receiver'
import enCommon from '@/messages/en/common.json'
import enDesk from '@/messages/en/desk.json'
import enPublic from '@/messages/en/public.json'
import enTransfers from '@/messages/en/transfers.json'
import frCommon from '@/messages/fr/common.json'
import frDesk from '@/messages/fr/desk.json'
import frPublic from '@/messages/fr/public.json'
import frTransfers from '@/messages/fr/transfers.json'
import { renderer } from '@/test/support/rendered'
import { AcceptanceMark } from './acceptance-table'
import { BatchFacts } from './batch-sheet'
import { BatchMark } from './batch-table'
import { DeliveryLine } from './delivery-line'
import { Destination, WhoAccepts } from './destination'
import { ReceiverSecrets } from './receiver-secrets'
import { ReceiverFacts } from './receiver-sheet'
import { ServerShown } from './server-shown'
import { WayFields } from './way-fields'

const render = renderer({
  en: { common: enCommon, desk: enDesk, public: enPublic, transfers: enTransfers },
  fr: { common: frCommon, desk: frDesk, public: frPublic, transfers: frTransfers },
})
const on = '2026-11-22'
const at = '2026-11-22T10:00:00Z'
const timeZone = 'Europe/Paris'
const reached = { host: 'sftp.example', port: 22, user: 'habeas', folder: '' }
const addresses: Record<string, ReceiverAddress> = {
  sftp: { protocol: 'sftp', ...reached, hostKey: `SHA256:${'A'.repeat(43)}` },
  ftps: { protocol: 'ftps', ...reached },
  'https-upload': { protocol: 'https-upload', url: 'https://in.example/drop' },
  'https-download': { protocol: 'https-download', contact: 'in@zonda.example' },
}
const file = { name: 'HB-2026-000001.zip', bytes: 8493, sha256: 'af1a' } as const
const seen = (['read-back', 'digest', 'size', 'answer'] as const).map((verifiedBy) => ({ ...file, verifiedBy }))
const delivery = {
  id: 'd',
  version: 1,
  attempts: 2,
  retryAt: at,
  name: 'HB-2026-000001',
  deliveredAt: null,
  receipt: null,
}

describe.each(['en', 'fr'] as const)('in %s', (locale) => {
  const said = (part: ReactNode): string => {
    const { html, missing } = render(locale, part)
    expect(missing).toEqual([])
    return html
  }

  test.each(['FR', 'IN', 'XX', ...adequacyDecisions.map(({ country }) => country)])('a country: %s', (country) => {
    for (const listedOn of [null, '2025-03-01']) said(<CountrySaid {...{ country, on, listedOn }} />)
  })

  test.each(transferProtocols)('a receiver reached by %s', (protocol) => {
    const address = addresses[protocol] as ReceiverAddress
    const facts = { version: 1, name: 'Zonda', country: 'ES', listedOn: null, protocol, address, encryptTo: null }
    for (const state of ['unchecked', 'reached', 'failed', 'disabled'] as const)
      said(
        <ReceiverFacts
          receiver={{ ...facts, state, checkedAt: at, disabledAt: state === 'disabled' ? at : null }}
          today={on}
          timeZone={timeZone}
        />,
      )
    said(<WayFields typed={{ protocol }} />)
    said(<ReceiverSecrets protocol={protocol} typed={{}} kept />)
  })

  test('a server is shown as it is compared, and one that nobody vouches for offers nothing to tick', () => {
    const fingerprint = 'SHA256:abcdefgh'
    const key = said(<ServerShown shown={{ host: 'h', fingerprint, certificate: null, trusted: true }} />)
    expect(key).toContain('SHA256 abcd efgh')
    const certificate = { subject: 'receiver', issuer: 'somebody', validUntil: at }
    const shown = { host: 'h', fingerprint: 'SHA256:AB:CD', certificate }
    expect(said(<ServerShown shown={{ ...shown, trusted: true }} />)).toContain('type="checkbox"')
    expect(said(<ServerShown shown={{ ...shown, trusted: false }} />)).not.toContain('type="checkbox"')
    said(<ServerShown shown={null} />)
  })

  test.each(Object.keys(carrierProblems))('what goes wrong on the way: %s', (problem) => {
    const html = said(
      <DeliveryLine
        delivery={{ ...delivery, status: 'refused', problem }}
        receiver={null}
        retry={null}
        {...{ timeZone }}
      />,
    )
    expect(html).not.toContain((locale === 'en' ? enTransfers : frTransfers).problem.other)
  })

  test('every state has its word', () => {
    for (const status of ['pending', 'sending', 'waiting', 'offered', 'delivered', 'refused', 'stopped'])
      said(
        <DeliveryLine
          delivery={{ ...delivery, status, problem: null }}
          receiver={null}
          retry={null}
          {...{ timeZone }}
        />,
      )
    for (const status of ['pending', 'accepted', 'refused', 'ended']) {
      said(<AcceptanceMark status={status} />)
      for (const why of ['client', 'outside-eea'] as const)
        said(<WhoAccepts lines={[{ controller: 'C', why, status, decidedAt: at }]} timeZone={timeZone} />)
    }
    for (const status of ['ordered', 'accepted', 'running', 'delivered', 'refused', 'ended'])
      said(<BatchMark status={status} />)
    const order = { controller: 'C', receiver: 'R', country: 'FR', listedOn: null, status: 'accepted', people: 2 }
    for (const schedule of batchSchedules)
      said(
        <BatchFacts
          batch={{ ...order, schedule, orderedAt: at, nextRunOn: on, result: { found: 1, unknown: 1, rows: 3 } }}
          today={on}
        />,
      )
    for (const toWhom of ['person', 'controller', null] as const)
      said(<Destination {...{ toWhom, on, timeZone }} named={null} receiver={null} confirmedAt={null} />)
  })

  test('a receipt says what, when, to whom, and how we know', () => {
    const receipt = { files: seen, host: 'sftp.example', fingerprint: 'SHA256:x', at }
    const html = said(<Receipt {...{ receipt, timeZone }} receiver={{ name: 'Zonda', country: 'ES' }} />)
    for (const part of ['HB-2026-000001.zip', 'af1a', 'Zonda', 'sftp.example', 'SHA256:x']) expect(html).toContain(part)
  })
})
