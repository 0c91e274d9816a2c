import { expect, test } from 'vitest'
import { type ItemFacts, nextStep, type RequestFacts } from './next-step'

const item = (facts: Partial<ItemFacts>): ItemFacts => ({
  id: 'i1',
  right: 'erasure',
  status: 'planned',
  blocks: 0,
  rows: 5,
  preparedBy: null,
  stepStatuses: [],
  taskStatus: null,
  ...facts,
})
type Transfer = NonNullable<ItemFacts['transfer']>
const transfer = (facts: Partial<ItemFacts>, state: Partial<Transfer>): ItemFacts =>
  item({ right: 'portability', transfer: { lacks: null, asked: 0, delivery: null, ...state }, ...facts })
const request = (facts: Partial<RequestFacts>): RequestFacts => ({
  status: 'deciding',
  identity: 'proven',
  identityReason: null,
  channel: 'web',
  items: [item({})],
  ...facts,
})
const dpo = { userId: 'd', role: 'dpo' } as const
const agent = { userId: 'a', role: 'agent' } as const
const auditor = { userId: 'x', role: 'auditor' } as const
const prepared = (by: string) => request({ status: 'approving', items: [item({ status: 'prepared', preparedBy: by })] })

test.each([
  ['an ended request waits for nobody', request({ status: 'closed' }), dpo, 'ended', 'nobody', false],
  [
    'what came back waits for the DPO although the request has ended',
    request({ status: 'closed', followUpWaits: true }),
    dpo,
    'follow-up',
    'dpo',
    true,
  ],
  ['… and not for an agent', request({ status: 'closed', followUpWaits: true }), agent, 'follow-up', 'dpo', false],
  ['the person has to follow the link', request({ status: 'unconfirmed' }), dpo, 'confirm-address', 'person', false],
  [
    'a letter is decided by the DPO',
    request({ status: 'unconfirmed', channel: 'letter' }),
    dpo,
    'decide-identity',
    'dpo',
    true,
  ],
  [
    'identity waits for the DPO',
    request({ status: 'identifying', identity: 'waiting' }),
    agent,
    'decide-identity',
    'dpo',
    false,
  ],
  ['an agent prepares', request({}), agent, 'prepare-plan', 'colleague', true],
  ['an auditor only looks', request({}), auditor, 'prepare-plan', 'colleague', false],
  ['blocks come before signatures', request({ items: [item({ blocks: 1 })] }), dpo, 'remove-blocks', 'colleague', true],
  ['another DPO approves', prepared('a'), dpo, 'approve-plan', 'dpo', true],
  ['who prepared does not approve', prepared('d'), dpo, 'other-signature', 'dpo', false],
  [
    'wishes are decided before anything else of a correction',
    request({ items: [item({ right: 'rectification', blocks: 1, undecided: 1 })] }),
    dpo,
    'decide-wishes',
    'dpo',
    true,
  ],
  [
    '… by the DPO alone',
    request({ items: [item({ right: 'rectification', blocks: 1, undecided: 1 })] }),
    agent,
    'decide-wishes',
    'dpo',
    false,
  ],
  [
    'one signature for a correction, also where all of it stays',
    request({ items: [item({ right: 'rectification', rows: 0 })] }),
    dpo,
    'approve-correction',
    'dpo',
    true,
  ],
  [
    'nobody set up the receiver that the person named',
    request({ items: [transfer({ blocks: 1 }, { lacks: 'receiver' })] }),
    dpo,
    'find-receiver',
    'dpo',
    true,
  ],
  [
    'the person has not confirmed to whom it goes',
    request({ items: [transfer({ blocks: 1 }, { lacks: 'confirmation' })] }),
    dpo,
    'confirm-receiver',
    'person',
    false,
  ],
  [
    '… while something else stands in the way too',
    request({ items: [transfer({ blocks: 2 }, { lacks: 'confirmation' })] }),
    dpo,
    'remove-blocks',
    'colleague',
    true,
  ],
  ['one signature for a transfer', request({ items: [transfer({}, {})] }), dpo, 'approve-transfer', 'dpo', true],
  [
    'a controller has not answered',
    request({ items: [transfer({ status: 'approved' }, { asked: 1 })] }),
    dpo,
    'acceptance-waits',
    'controller',
    false,
  ],
  [
    'a package did not arrive',
    request({ items: [transfer({ status: 'approved' }, { delivery: 'refused' })] }),
    dpo,
    'delivery-stuck',
    'dpo',
    true,
  ],
  [
    '… which an agent cannot put right',
    request({ items: [transfer({ status: 'approved' }, { delivery: 'refused' })] }),
    agent,
    'delivery-stuck',
    'dpo',
    false,
  ],
  [
    'a system is away',
    request({ items: [item({ status: 'approved', stepStatuses: ['verified', 'waiting'] })] }),
    dpo,
    'system-away',
    'company-system',
    false,
  ],
] as const)('%s', (_name, facts, reader, code, who, mine) => {
  expect(nextStep(facts, reader, true)).toMatchObject({ code, who, mine })
})

test('nothing found is an answer to approve', () =>
  expect(nextStep(request({ items: [item({ right: 'access', rows: 0 })] }), dpo, true).code).toBe('approve-nothing'))

test('one person may do both where the office says so', () =>
  expect(nextStep(prepared('d'), dpo, false)).toMatchObject({ code: 'approve-plan', mine: true }))

test('the copy goes out before the data goes', () => {
  const items = [item({ status: 'prepared', preparedBy: 'a' }), item({ id: 'i2', right: 'access', status: 'planned' })]
  expect(nextStep(request({ items }), dpo, true)).toMatchObject({ code: 'approve-access', itemId: 'i2' })
  expect(
    nextStep(
      request({ items: [item({ status: 'prepared' }), item({ right: 'access', status: 'approved' })] }),
      dpo,
      true,
    ).code,
  ).toBe('access-first')
})
