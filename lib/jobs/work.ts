// Binds the queues to the verbs. Batches are fetched together and judged one by one, so that one failure repeats alone.
import type { Job, JobResult, PgBoss } from 'pg-boss'
import type { WorkerActor } from '../domain/actor'
import { failureOf, log } from '../platform/log'
import type { JobIds } from '../platform/queue'
import { type JobName, queues } from '../platform/queue-definitions'
import { jobHandlers } from './handlers'

/** Slow queues hold a company system or a package; more at once would only press that system harder. */
const batchSizes: Partial<Record<JobName, number>> = {
  'run-step': 2,
  'build-package': 2,
  'deliver-package': 2,
  'run-batches': 1,
  'draw-follow-up': 2,
  'recheck-erasure': 2,
  expire: 1,
  'chase-tasks': 1,
  'chase-recipients': 1,
}

const names = Object.keys(queues) as JobName[]

export async function work(boss: PgBoss, actor: WorkerActor): Promise<void> {
  for (const name of names) {
    const batchSize = batchSizes[name] ?? 8
    const options = {
      batchSize,
      burstWhenBatchFull: true,
      localConcurrency: 2,
      // NOTIFY wakes us; this is for jobs that become due later, which nobody announces.
      notifyPollingIntervalSeconds: 2,
      pollingIntervalSeconds: 1,
      perJobResults: true as const,
    }
    await boss.work<JobIds>(name, options, (jobs: Job<JobIds>[]) =>
      Promise.all(jobs.map((job) => one(name, actor, job))),
    )
  }
  await boss.schedule('expire', '17 * * * *')
  await boss.schedule('end-holds', '20 2 * * *')
  await boss.schedule('recheck-erasures', '50 3 * * *')
  await boss.schedule('send-hold-notices', '10 6 * * *')
  await boss.schedule('run-batches', '30 4 * * *')
  await boss.schedule('chase-tasks', '23 6 * * *')
  await boss.schedule('chase-recipients', '26 6 * * *')
  await boss.schedule('ring-alarms', '40 5 * * *')
}

async function one(name: JobName, actor: WorkerActor, job: Job<JobIds>): Promise<JobResult> {
  try {
    const outcome = await jobHandlers[name](actor, job.data ?? {})
    if (!outcome.ok) log.info('job-refused', { job: name, reason: outcome.reason })
    return { id: job.id, status: 'completed' }
  } catch (error) {
    log.warn('job-failed', { job: name, failure: failureOf(error) })
    // The failure's class only: a server's text quotes values, and jobs are kept for days.
    return { id: job.id, status: 'failed', output: { failure: failureOf(error) } }
  }
}
