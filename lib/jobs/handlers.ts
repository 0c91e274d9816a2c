// What each job calls: one verb, by ids. A refusal ends the job (somebody else did it, or it no longer applies); what is
// thrown is tried again by the queue.
import type { WorkerActor } from '../domain/actor'
import type { Outcome } from '../domain/outcome'
import type { JobIds } from '../platform/queue'
import type { JobName } from '../platform/queue-definitions'
import { applyMatter } from '../workflow/apply-matter'
import { buildPackage } from '../workflow/build-package'
import { chaseRecipients } from '../workflow/chase-recipients'
import { chaseTasks } from '../workflow/chase-tasks'
import { closeFollowUp } from '../workflow/close-follow-up'
import { closeItem } from '../workflow/close-item'
import { confirmStep } from '../workflow/confirm-step'
import { deliverPackage } from '../workflow/deliver-package'
import { discoverData } from '../workflow/discover-data'
import { drawFollowUp } from '../workflow/draw-follow-up'
import { endHolds } from '../workflow/end-holds'
import { expire } from '../workflow/expire'
import { markRestriction } from '../workflow/mark-restriction'
import { recheckErasure } from '../workflow/recheck-erasure'
import { recheckErasures } from '../workflow/recheck-erasures'
import { ringAlarms } from '../workflow/ring-alarms'
import { runBatches } from '../workflow/run-batches'
import { runStep } from '../workflow/run-step'
import { sendHoldNotices } from '../workflow/send-hold-notices'
import { sendLetter } from '../workflow/send-letter'
import { verifyIdentity } from '../workflow/verify-identity'

type JobHandler = (actor: WorkerActor, ids: JobIds) => Promise<Outcome>

/** @throws RangeError for a job without the id that its verb needs: a fault of ours, kept as a dead letter. */
function id(ids: JobIds, name: string): string {
  const value = ids[name]
  if (value === undefined) throw new RangeError(`a job without ${name}`)
  return value
}

export const jobHandlers: Record<JobName, JobHandler> = {
  'send-letter': (actor, ids) => sendLetter(actor, { letterId: id(ids, 'letterId') }),
  'verify-identity': (actor, ids) => verifyIdentity(actor, { requestId: id(ids, 'requestId') }),
  'discover-data': (actor, ids) => discoverData(actor, { requestId: id(ids, 'requestId') }),
  'run-step': (actor, ids) => runStep(actor, { stepId: id(ids, 'stepId') }),
  'confirm-step': (actor, ids) => confirmStep(actor, { stepId: id(ids, 'stepId') }),
  'build-package': (actor, ids) => buildPackage(actor, { itemId: id(ids, 'itemId') }),
  'deliver-package': (actor, ids) => deliverPackage(actor, { deliveryId: id(ids, 'deliveryId') }),
  'run-batches': (actor) => runBatches(actor),
  'close-item': (actor, ids) => closeItem(actor, { itemId: id(ids, 'itemId') }),
  'draw-follow-up': (actor, ids) =>
    drawFollowUp(actor, { memoryId: id(ids, 'memoryId'), system: id(ids, 'system'), cause: 'hold-ended' }),
  'close-follow-up': (actor, ids) => closeFollowUp(actor, { planId: id(ids, 'planId') }),
  'recheck-erasure': (actor, ids) => recheckErasure(actor, { memoryId: id(ids, 'memoryId') }),
  'end-holds': (actor) => endHolds(actor),
  'recheck-erasures': (actor) => recheckErasures(actor),
  'send-hold-notices': (actor) => sendHoldNotices(actor),
  'apply-matter': (actor, ids) => applyMatter(actor, { matterId: id(ids, 'matterId') }),
  'mark-restriction': (actor, ids) => markRestriction(actor, { restrictionId: id(ids, 'restrictionId') }),
  expire: (actor) => expire(actor),
  'chase-recipients': (actor) => chaseRecipients(actor),
  'chase-tasks': (actor) => chaseTasks(actor),
  'ring-alarms': (actor) => ringAlarms(actor),
}
