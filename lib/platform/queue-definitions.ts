// Which queues there are and how patient each is. Apart from queue.ts, as the deploy step runs it on plain Node.
import type { PgBoss } from 'pg-boss'

export const QUEUE_SCHEMA = 'pgboss'
const DEAD_LETTERS = 'dead-letter'

const patient = { retryLimit: 60, retryDelay: 5, retryBackoff: true, retryDelayMax: 900 }
const brisk = { retryLimit: 12, retryDelay: 2, retryBackoff: true, retryDelayMax: 300 }

/** One queue a verb. `patient` where a company system or the mail server may be down for a day. */
export const queues = {
  'send-letter': patient,
  'verify-identity': patient,
  'discover-data': patient,
  'run-step': patient,
  'confirm-step': patient,
  'build-package': patient,
  'deliver-package': patient,
  'run-batches': brisk,
  'close-item': brisk,
  'apply-matter': patient,
  'mark-restriction': patient,
  'draw-follow-up': patient,
  'close-follow-up': brisk,
  'recheck-erasure': patient,
  'end-holds': brisk,
  'recheck-erasures': brisk,
  'send-hold-notices': patient,
  expire: brisk,
  'chase-tasks': brisk,
  'chase-recipients': brisk,
  'ring-alarms': patient,
} as const
export type JobName = keyof typeof queues

const MINUTES = 60

/** By the deploy step, which owns the schema. Idempotent. */
export async function createQueues(boss: PgBoss): Promise<void> {
  const keep = { deleteAfterSeconds: 7 * 24 * 60 * MINUTES, expireInSeconds: 30 * MINUTES }
  await boss.createQueue(DEAD_LETTERS, keep)
  for (const [name, retries] of Object.entries(queues)) {
    const options = { ...keep, heartbeatSeconds: 30, ...retries, deadLetter: DEAD_LETTERS, notify: true }
    if (await boss.getQueue(name)) await boss.updateQueue(name, options)
    else await boss.createQueue(name, options)
  }
}
