// What the queue gave up on (60 tries are about half a day), or lost: rows that wait for work which no job is going to do.
// They get a new job, with all its tries. A weekend's outage strands nobody.
import type { WorkerActor } from '../domain/actor'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { log } from '../platform/log'
import { enqueue } from '../platform/queue'
import type { JobName } from '../platform/queue-definitions'

/** Longer than any job takes that is merely being done. */
const IDLE_MINUTES = 10
/** So that a backlog is the queue's work: the rest comes with the next sweep. */
const AT_ONCE = 50

type Orphan = { job: JobName; name: 'letterId' | 'requestId' | 'itemId' | 'planId' | 'deliveryId'; id: string }

/** Safe at any time and in any number of workers: the verbs themselves decide who acts. */
export async function requeueWork(_actor: WorkerActor): Promise<{ requeued: number }> {
  const found = await orphans(instantToDate(now().subtract({ minutes: IDLE_MINUTES })))
  for (const { job, name, id } of found) {
    await inTransaction((tx) => enqueue(tx, job, { [name]: id }))
    log.warn('job-requeued', { job })
  }
  return { requeued: found.length }
}

/** `steps` closes what has nothing to execute; a plan with steps is `resume-work`'s. */
const orphans = (before: Date) => db.$queryRaw<Orphan[]>`
  WITH due AS (
    SELECT 'send-letter' AS job, 'letterId' AS name, id FROM letter
     WHERE status = 'waiting' AND created_at < ${before}
    UNION ALL
    SELECT CASE i."right" WHEN 'access' THEN 'build-package' ELSE 'close-item' END, 'itemId', i.id FROM request_item i
      JOIN plan p ON p.item_id = i.id AND p.status = 'approved'
     WHERE i.status = 'approved' AND i."right" <> 'portability' AND i.moved_at < ${before}
       AND NOT EXISTS (SELECT 1 FROM manual_task m JOIN request_item o ON o.id = m.item_id
            WHERE o.request_id = i.request_id AND m.status IN ('open', 'impossible')
              AND (m.system_key IS NOT NULL OR (m.item_id = i.id AND m.kind NOT IN ('restrict', 'lift'))))
       AND (i."right" = 'access' OR NOT EXISTS (SELECT 1 FROM step s WHERE s.plan_id = p.id))
    UNION ALL
    -- A transfer that nobody is asked about any more, and that has no package to send.
    SELECT 'build-package', 'itemId', i.id FROM request_item i
      JOIN plan p ON p.item_id = i.id AND p.status = 'approved'
     WHERE i.status = 'approved' AND i."right" = 'portability' AND i.moved_at < ${before}
       AND NOT EXISTS (SELECT 1 FROM transfer_acceptance a WHERE a.plan_id = p.id AND a.status = 'pending')
       AND NOT EXISTS (SELECT 1 FROM transfer_delivery d
            WHERE d.item_id = i.id AND d.status <> 'stopped' AND d.package_id IS NOT NULL)
    UNION ALL
    SELECT 'deliver-package', 'deliveryId', d.id FROM transfer_delivery d
     WHERE (d.package_id IS NOT NULL OR d.batch_id IS NOT NULL) AND d.created_at < ${before}
       AND (d.status = 'pending' OR (d.status = 'waiting' AND d.retry_at < ${before})
         OR (d.status = 'sending' AND d.lease_until < clock_timestamp()))
    UNION ALL
    SELECT DISTINCT 'discover-data', 'requestId', r.id FROM request_item i JOIN subject_request r ON r.id = i.request_id
     WHERE i.status = 'discovering' AND r.identity = 'proven' AND i.moved_at < ${before}
    UNION ALL
    SELECT 'close-follow-up', 'planId', p.id FROM plan p JOIN step s ON s.plan_id = p.id
     WHERE p.memory_id IS NOT NULL AND p.closed_at IS NULL AND p.status = 'approved' AND s.status = 'verified'
       AND s.verified_at < ${before}
    UNION ALL
    SELECT 'verify-identity', 'requestId', r.id FROM subject_request r
     WHERE r.status = 'identifying' AND r.identity = 'unproven' AND r.confirmed_at IS NOT NULL
       AND r.confirmed_at < ${before})
  SELECT due.job, due.name, due.id::text AS id FROM due
   WHERE NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = due.job AND j.state IN ('created', 'retry', 'active')
                        AND j.data ->> due.name = due.id::text)
   LIMIT ${AT_ONCE}`
