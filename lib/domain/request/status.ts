// The state table (maxim 6): buttons, verbs, API and help text all ask `permitted` and `may`.
import type { StaffRole } from '../actor'
import type { Right } from './rights'

/**
 * Course of one right:
 * waiting (for the mailbox and the identity) → discovering → planned (a draft plan stands) → prepared (first
 * signature) → approved (second signature: steps run or the package is built) → done.
 * `by-hand`: a task for a colleague. `refused`, `withdrawn`: ended without execution.
 */
export const itemStatuses = [
  'waiting',
  'discovering',
  'planned',
  'prepared',
  'approved',
  'by-hand',
  'done',
  'refused',
  'withdrawn',
] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** Status of the whole request, for the inbox; derived from identity and items by `requestStatus`. */
export const requestStatuses = [
  'unconfirmed',
  'identifying',
  'discovering',
  'deciding',
  'approving',
  'executing',
  'closed',
  'refused',
  'withdrawn',
  'lapsed',
] as const
export type RequestStatus = (typeof requestStatuses)[number]
export const openStatuses = requestStatuses.slice(0, 6) as readonly RequestStatus[]

export const outcomes = [
  'provided',
  'erased',
  'partly-erased',
  'corrected',
  'partly-corrected',
  'transferred',
  'partly-transferred',
  'nothing-found',
  'done-by-hand',
  'refused',
  'withdrawn',
] as const
export type ItemOutcome = (typeof outcomes)[number]

/** Verbs on an item → the statuses from which they are permitted. */
export const permitted = {
  rediscover: ['planned', 'prepared'],
  preparePlan: ['planned'],
  returnPlan: ['prepared'],
  /** Access needs one signature; erasure is refused without the first one (`approve-plan`). */
  approvePlan: ['planned', 'prepared'],
  /** What is to be corrected can be added to, with evidence, until it is signed. */
  addWish: ['waiting', 'discovering', 'planned', 'prepared', 'by-hand'],
  decideWish: ['planned', 'prepared'],
  /** While accuracy is contested (Art. 18(1)(a)). */
  askRestriction: ['waiting', 'discovering', 'planned', 'prepared', 'approved', 'by-hand'],
  refuseItem: ['waiting', 'planned', 'prepared', 'by-hand'],
  completeTask: ['by-hand'],
  withdraw: ['waiting', 'discovering', 'planned', 'prepared', 'by-hand'],
  setTransferWish: ['waiting', 'discovering', 'planned', 'prepared'],
} as const satisfies Record<string, readonly ItemStatus[]>
export type ItemVerb = keyof typeof permitted

export const permits = (verb: ItemVerb, status: ItemStatus): boolean =>
  (permitted[verb] as readonly ItemStatus[]).includes(status)

/** A transfer can be taken back until it arrived: nothing of it is carried out before (lib/workflow/stop-transfer). */
export const isWithdrawable = ({ right, status }: { right: string; status: string }): boolean =>
  permits('withdraw', status as ItemStatus) || (right === 'portability' && status === 'approved')

/** Steps that did something to a system, or may have: `waiting` can hold a COMMIT whose reply was lost. */
export const begunSteps: readonly string[] = ['attempted', 'waiting', 'applied', 'verified', 'ambiguous']

/** What each role may do at the desk (an auditor reads; an agent prepares and cannot approve). */
export const roleMay = {
  see: ['dpo', 'agent', 'auditor', 'administrator'],
  readPersonalData: ['dpo', 'agent'],
  assign: ['dpo', 'agent'],
  submitForPerson: ['dpo', 'agent'],
  preparePlan: ['dpo', 'agent'],
  approvePlan: ['dpo'],
  decideIdentity: ['dpo'],
  refuse: ['dpo'],
  decideWish: ['dpo'],
  restrict: ['dpo'],
  completeTask: ['dpo', 'agent'],
  /** In a system that a colleague looks after; a colleague their own alone (lib/workflow/task-access). */
  answerTask: ['dpo', 'agent', 'colleague'],
  suppress: ['dpo', 'agent'],
  manageTokens: ['dpo', 'administrator'],
  seeTasks: ['dpo', 'agent', 'auditor', 'administrator', 'colleague'],
  /** What a colleague could not do. */
  settleTask: ['dpo'],
  settleLetters: ['dpo', 'agent'],
  correctAddress: ['dpo', 'agent'],
  placeMatter: ['dpo', 'agent'],
  proposeLift: ['dpo', 'agent'],
  liftMatter: ['dpo'],
  editMap: ['dpo', 'administrator'],
  manageSystems: ['administrator', 'dpo'],
  manageUsers: ['administrator', 'dpo'],
  changeSettings: ['dpo'],
  exportEvidence: ['dpo', 'auditor'],
  manageReceivers: ['dpo'],
  /** Whoever has the desk's first page; it leads each role to its own. */
  enterDesk: ['dpo', 'agent', 'auditor', 'administrator', 'colleague', 'controller'],
  /** Of their own controller's data alone (lib/workflow/own-controller). */
  decideAcceptance: ['controller'],
  orderBatch: ['controller'],
  acceptBatch: ['dpo'],
  seeBatches: ['dpo', 'controller'],
} as const satisfies Record<string, readonly StaffRole[]>
export type Permission = keyof typeof roleMay

export const may = (actor: { role: StaffRole }, permission: Permission): boolean =>
  (roleMay[permission] as readonly StaffRole[]).includes(actor.role)

/** A mailbox that was confirmed, or a person who was proven, is not moved to another address by a colleague. */
export const addressIsOpen = ({ status, identity }: { status: string; identity: string }): boolean =>
  status === 'unconfirmed' && identity !== 'proven'

const ended: readonly ItemStatus[] = ['done', 'refused', 'withdrawn']

/** The request's status from its items. `confirmed`: the mailbox link was followed; `proven`: identity decided. */
export function requestStatus(facts: {
  confirmed: boolean
  proven: boolean
  items: readonly { right: Right; status: ItemStatus }[]
}): RequestStatus {
  const statuses = facts.items.map((item) => item.status)
  const all = (...wanted: ItemStatus[]) => statuses.every((status) => wanted.includes(status))
  const some = (wanted: ItemStatus) => statuses.includes(wanted)
  if (all('withdrawn')) return 'withdrawn'
  if (all('refused', 'withdrawn')) return 'refused'
  if (all(...ended)) return 'closed'
  if (!facts.confirmed) return 'unconfirmed'
  if (!facts.proven) return 'identifying'
  if (some('discovering')) return 'discovering'
  if (some('planned') || some('by-hand')) return 'deciding'
  if (some('prepared')) return 'approving'
  return some('approved') ? 'executing' : 'identifying'
}
