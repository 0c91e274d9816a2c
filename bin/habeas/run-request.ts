// Carries one request out here and now, by calling what the worker would call. The verbs lease, fence and repeat
// themselves, so a worker at the same work is no harm; jobs that wait in the queue find nothing left to do.
import { workerActor } from '@/lib/auth/worker-actor'
import type { StaffActor } from '@/lib/domain/actor'
import { jobHandlers } from '@/lib/jobs/handlers'
import type { JobIds } from '@/lib/platform/queue'
import type { JobName } from '@/lib/platform/queue-definitions'
import type { ItemSheet, RequestSheet } from '@/lib/queries/request-sheet'
import { MailWaits } from '@/lib/workflow/send-letter'
import { StepWaits } from '@/lib/workflow/step-waits'
import { IdentityWaits } from '@/lib/workflow/verify-identity'
import { sheetOf } from './sheet'

type Due = { job: JobName; ids: JobIds }
/** What could not be done now: the system or the mail server is away. */
export type Waiting = { job: JobName; failure: string }
export type RunOutcome = { sheet: RequestSheet; waiting: Waiting[] }

const GIVE_UP_AFTER_ROUNDS = 200
const PAUSE_MS = 250

export async function runRequest(actor: StaffActor, key: string): Promise<RunOutcome> {
  const waiting = new Map<string, Waiting>()
  let sheet = await sheetOf(actor, key)
  for (let round = 0; round < GIVE_UP_AFTER_ROUNDS; round += 1) {
    const due = dueWork(sheet).filter((one) => !waiting.has(nameOf(one)))
    if (due.length === 0) break
    const before = JSON.stringify(sheet)
    for (const one of due) await attempt(one, waiting)
    sheet = await sheetOf(actor, sheet.id)
    // Somebody else holds it (a worker's lease): look again shortly.
    if (JSON.stringify(sheet) === before) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return { sheet, waiting: [...waiting.values()] }
}

const nameOf = ({ job, ids }: Due) => `${job} ${Object.values(ids).join(' ')}`

async function attempt(due: Due, waiting: Map<string, Waiting>): Promise<void> {
  try {
    const done = await jobHandlers[due.job](workerActor(), due.ids)
    // What is refused now stays refused, except where somebody was faster.
    if (!done.ok && done.reason !== 'conflict') waiting.set(nameOf(due), { job: due.job, failure: done.reason })
  } catch (error) {
    const failure = awayOf(error)
    if (failure === null) throw error
    waiting.set(nameOf(due), { job: due.job, failure })
  }
}

function awayOf(error: unknown): string | null {
  if (error instanceof MailWaits) return error.code
  if (error instanceof StepWaits) return error.message
  return error instanceof IdentityWaits ? 'system-unreachable' : null
}

/** In the order in which a request goes its way. */
function dueWork(sheet: RequestSheet): Due[] {
  const requestId = sheet.id
  const asks =
    sheet.identity === 'unproven' || (sheet.identity === 'waiting' && sheet.identityReason === 'system-unreachable')
  const undecided = sheet.status === 'identifying' && asks
  const discovering = sheet.items.some(({ status }) => status === 'discovering')
  return [
    ...(undecided ? [{ job: 'verify-identity' as const, ids: { requestId } }] : []),
    ...(discovering ? [{ job: 'discover-data' as const, ids: { requestId } }] : []),
    ...sheet.items.filter(({ status }) => status === 'approved').flatMap(approvedWork),
    ...sheet.letters
      .filter(({ status }) => status === 'waiting')
      .map(({ id }) => ({ job: 'send-letter' as const, ids: { letterId: id } })),
  ]
}

function approvedWork({ id, right, plan }: ItemSheet): Due[] {
  if (right !== 'erasure') return [{ job: 'build-package', ids: { itemId: id } }]
  const steps = plan?.steps ?? []
  if (steps.every(({ status }) => status === 'verified')) return [{ job: 'close-item', ids: { itemId: id } }]
  return steps.flatMap((step): Due[] => {
    if (step.status === 'applied') return [{ job: 'confirm-step', ids: { stepId: step.id } }]
    const runnable = ['pending', 'waiting', 'attempted'].includes(step.status)
    return runnable ? [{ job: 'run-step', ids: { stepId: step.id } }] : []
  })
}
