// pg-boss on our own PostgreSQL. Jobs are sent inside the transaction that causes them and carry ids only; schedules,
// retries with backoff and dead letters are pg-boss's.
import { fromPrisma, PgBoss } from 'pg-boss'
import type { Transaction } from './db/client'
import { env } from './env'
import { log } from './log'
import { type JobName, QUEUE_SCHEMA } from './queue-definitions'

export type JobIds = Record<string, string>

const shared = globalThis as unknown as { habeasQueue?: Promise<PgBoss> }

/** One client a process; only the worker supervises and keeps the schedule. */
export function startQueue({ worker }: { worker: boolean }): Promise<PgBoss> {
  shared.habeasQueue ??= (async () => {
    const boss = new PgBoss({
      connectionString: env().DATABASE_URL,
      schema: QUEUE_SCHEMA,
      application_name: 'habeas-queue',
      migrate: false,
      createSchema: false,
      supervise: worker,
      schedule: worker,
      useListenNotify: worker,
      max: worker ? 4 : 2,
    })
    boss.on('error', (error) => log.error('queue-failure', {}, error))
    await boss.start()
    return boss
  })()
  shared.habeasQueue.catch(() => {
    delete shared.habeasQueue // a database that was away at the first use may be there at the next
  })
  return shared.habeasQueue
}

export async function stopQueue(): Promise<void> {
  const boss = await shared.habeasQueue
  delete shared.habeasQueue
  await boss?.stop({ graceful: true, timeout: 10_000 })
}

/** The job exists only if the transaction commits. `singletonKey`: at most one waiting job of that key. */
export async function enqueue(
  tx: Transaction,
  job: JobName,
  ids: JobIds,
  options: { singletonKey?: string; startAfterSeconds?: number } = {},
): Promise<void> {
  const boss = await startQueue({ worker: false })
  await boss.send(job, ids, {
    db: fromPrisma(tx),
    ...(options.singletonKey ? { singletonKey: options.singletonKey } : {}),
    ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
  })
}
