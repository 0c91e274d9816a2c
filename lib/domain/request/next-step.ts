// The one line at the top of a request: what comes next, and who is waited for.

import type { StaffRole } from '../actor'
import type { Right } from './rights'
import { type ItemStatus, may, type RequestStatus } from './status'

export type NextCode =
  | 'ended'
  | 'confirm-address'
  | 'answer-on-file'
  | 'decide-identity'
  | 'verifying'
  | 'searching'
  | 'remove-blocks'
  | 'prepare-plan'
  | 'approve-plan'
  | 'approve-access'
  | 'approve-nothing'
  | 'decide-wishes'
  | 'approve-correction'
  | 'other-signature'
  | 'access-first'
  | 'by-hand'
  | 'impossible-by-hand'
  | 'running'
  | 'system-away'
  | 'unclear-outcome'
  | 'tasks-open'
  | 'follow-up'
  | 'find-receiver'
  | 'confirm-receiver'
  | 'approve-transfer'
  | 'acceptance-waits'
  | 'delivery-stuck'

export type Waited = 'nobody' | 'person' | 'dpo' | 'colleague' | 'worker' | 'company-system' | 'controller'
export type NextStep = {
  code: NextCode
  who: Waited /** The reader can do it now. */
  mine: boolean
  itemId: string | null
}

export type ItemFacts = {
  id: string
  right: Right
  status: ItemStatus
  blocks: number
  /** What a person wants corrected and nobody has decided yet. */
  undecided?: number
  /** Found by the newest plan; null without one. */
  rows: number | null
  preparedBy: string | null
  /** Of the approved plan. */
  stepStatuses: readonly string[]
  taskStatus: string | null
  /** For a system that no connector reaches. */
  tasksOpen?: boolean
  /** A colleague’s task of this very right, beside its plan. */
  ownTaskOpen?: boolean
  /** Such systems are part of the plan: nothing in the databases is not yet nothing. */
  byHand?: boolean
  /** Of a transfer: what is missing before it, who has not answered, and how far the package is. */
  transfer?: { lacks: 'receiver' | 'confirmation' | null; asked: number; delivery: string | null }
}
export type RequestFacts = {
  status: RequestStatus
  identity: string
  identityReason: string | null
  channel: string
  items: readonly ItemFacts[]
  /** Of an ended request: erased records came back, or more are there than were left. */
  followUpWaits?: boolean
}
export type Reader = { userId: string; role: StaffRole }

const ended: readonly ItemStatus[] = ['done', 'refused', 'withdrawn']

/** What the reader can do comes first, then what is nearest to its end. */
export function nextStep(request: RequestFacts, reader: Reader, twoPeople: boolean): NextStep {
  const whole = ofRequest(request, reader)
  if (whole) return whole
  const steps = request.items
    .filter(({ status }) => !ended.includes(status))
    .map((item) => ofItem(item, request.items, reader, twoPeople))
  const [first] = [...steps].sort((a, b) => Number(b.mine) - Number(a.mine) || rank(a.code) - rank(b.code))
  return first ?? { code: 'ended', who: 'nobody', mine: false, itemId: null }
}

function ofRequest(request: RequestFacts, reader: Reader): NextStep | null {
  const { status, identity, identityReason, channel } = request
  const step = (code: NextCode, who: Waited, mine = false): NextStep => ({ code, who, mine, itemId: null })
  const decide = step('decide-identity', 'dpo', may(reader, 'decideIdentity'))
  if (status === 'closed' && request.followUpWaits) return step('follow-up', 'dpo', may(reader, 'approvePlan'))
  if (['closed', 'refused', 'withdrawn', 'lapsed'].includes(status)) return step('ended', 'nobody')
  // What a colleague entered for a person does not wait for a mailbox alone: the DPO may know who wrote or called.
  if (status === 'unconfirmed') return channel === 'web' ? step('confirm-address', 'person') : decide
  if (status !== 'identifying') return null
  if (identityReason === 'asked-on-file') return step('answer-on-file', 'person')
  return identity === 'waiting' ? decide : step('verifying', 'worker')
}

function ofItem(item: ItemFacts, all: readonly ItemFacts[], reader: Reader, twoPeople: boolean): NextStep {
  const step = (code: NextCode, who: Waited, mine = false): NextStep => ({ code, who, mine, itemId: item.id })
  if (item.status === 'discovering' || item.status === 'waiting') return step('searching', 'worker')
  if (item.status === 'approved') return running(item, reader, step)
  if (item.status === 'by-hand')
    return item.taskStatus === 'impossible'
      ? step('impossible-by-hand', 'dpo', may(reader, 'refuse'))
      : step('by-hand', 'colleague', may(reader, 'completeTask'))
  if (item.undecided) return step('decide-wishes', 'dpo', may(reader, 'decideWish'))
  if (item.transfer?.lacks === 'receiver') return step('find-receiver', 'dpo', may(reader, 'manageReceivers'))
  if (item.transfer?.lacks === 'confirmation' && item.blocks === 1) return step('confirm-receiver', 'person')
  if (item.blocks > 0) return step('remove-blocks', 'colleague', may(reader, 'preparePlan'))
  if (item.right === 'rectification') return step('approve-correction', 'dpo', may(reader, 'approvePlan'))
  const nothing = item.rows === 0 && !item.byHand
  if (item.right !== 'erasure') {
    const something = item.right === 'portability' ? 'approve-transfer' : 'approve-access'
    return step(nothing ? 'approve-nothing' : something, 'dpo', may(reader, 'approvePlan'))
  }
  if (item.status === 'planned') return step('prepare-plan', 'colleague', may(reader, 'preparePlan'))
  if (all.some(({ right, status }) => (right === 'access' || right === 'portability') && !ended.includes(status)))
    return step('access-first', 'dpo')
  if (twoPeople && item.preparedBy === reader.userId) return step('other-signature', 'dpo')
  return step(nothing ? 'approve-nothing' : 'approve-plan', 'dpo', may(reader, 'approvePlan'))
}

type Step = (code: NextCode, who: Waited, mine?: boolean) => NextStep

function running(item: ItemFacts, reader: Reader, step: Step): NextStep {
  if (item.transfer?.asked) return step('acceptance-waits', 'controller')
  if (item.transfer?.delivery === 'refused') return step('delivery-stuck', 'dpo', may(reader, 'manageReceivers'))
  if (item.stepStatuses.includes('ambiguous')) return step('unclear-outcome', 'dpo')
  if (item.stepStatuses.includes('access-first')) return step('access-first', 'dpo')
  if (item.stepStatuses.includes('waiting')) return step('system-away', 'company-system')
  const stepsDone = item.stepStatuses.every((status) => status === 'verified')
  if (item.ownTaskOpen && stepsDone) return step('by-hand', 'colleague', may(reader, 'completeTask'))
  if (item.tasksOpen && stepsDone) return step('tasks-open', 'colleague')
  return step('running', 'worker')
}

const order: NextCode[] = [
  'unclear-outcome',
  'approve-plan',
  'approve-access',
  'approve-transfer',
  'approve-nothing',
  'decide-wishes',
  'approve-correction',
  'delivery-stuck',
  'find-receiver',
  'remove-blocks',
  'prepare-plan',
  'impossible-by-hand',
  'by-hand',
  'confirm-receiver',
  'acceptance-waits',
  'system-away',
  'tasks-open',
  'other-signature',
  'access-first',
  'running',
  'searching',
]
const rank = (code: NextCode) => order.indexOf(code)
