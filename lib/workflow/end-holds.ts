// Daily: what the law kept until yesterday is due. Marks the lines, asks for the follow-ups, and forgets what has no end
// left to wait for.
import type { WorkerActor } from '../domain/actor'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { currentRules } from './current-rules'
import { forgetErasures } from './forget-erasures'

/** So that the first of January is the queue's work for some hours, not one transaction. */
const AT_ONCE = 100

export type HoldsEnded = { due: number; asked: number; forgotten: number }

export async function endHolds(actor: WorkerActor): Promise<{ ok: true } & HoldsEnded> {
  const due = await markDue()
  const places = await duePlaces()
  for (let first = 0; first < places.length; first += AT_ONCE) {
    await inTransaction(async (tx) => {
      for (const ids of places.slice(first, first + AT_ONCE)) await enqueue(tx, 'draw-follow-up', ids)
    })
  }
  await markAgain()
  return { ok: true, due, asked: places.length, forgotten: await forgetErasures(actor) }
}

/** Restrictions that stand, and those lifted within the week: marking is idempotent. */
async function markAgain(): Promise<void> {
  const lifted = { status: 'lifted', liftedAt: { gt: instantToDate(now().subtract({ hours: 7 * 24 })) } }
  const due = await db.restriction.findMany({
    where: { OR: [{ status: { in: ['active', 'lift-announced'] } }, lifted] },
    select: { id: true },
  })
  await inTransaction(async (tx) => {
    for (const { id } of due) await enqueue(tx, 'mark-restriction', { restrictionId: id })
  })
}

/**
 * A hold lasts through its last day, at the place of the request; a matter's until it is lifted. A rule that was changed
 * or retired since is asked again at once: what it no longer keeps does not wait for a day that no law names.
 */
async function markDue(): Promise<number> {
  const rules = await currentRules(db)
  const moment = instantToDate(now())
  return db.$executeRaw`
    WITH rule AS (SELECT * FROM unnest(${rules.map(({ key }) => key)}::text[], ${rules.map(({ version }) => version)}::int[])
                    AS r(key, version))
    UPDATE retained_line AS l SET state = 'due' FROM erasure_memory AS m
     WHERE m.id = l.memory_id AND l.state = 'held' AND m.forgotten_at IS NULL AND CASE WHEN l.ends_on IS NULL
           THEN NOT EXISTS (SELECT 1 FROM matter AS held
                             WHERE l.rule_key = 'matter:' || held.id AND held.status <> 'lifted')
           ELSE l.ends_on < (${moment}::timestamptz AT TIME ZONE m.time_zone)::date
             OR NOT EXISTS (SELECT 1 FROM rule WHERE rule.key = l.rule_key AND rule.version = l.rule_version) END`
}

/** Also what was due before and could not be erased yet; what a follow-up is at work on, or waits for the officer, rests. */
const duePlaces = () => db.$queryRaw<{ memoryId: string; system: string }[]>`
  SELECT DISTINCT l.memory_id::text AS "memoryId", l.system_key AS system FROM retained_line AS l
   WHERE l.state = 'due' AND NOT EXISTS (
         SELECT 1 FROM plan AS p WHERE p.memory_id = l.memory_id AND p.closed_at IS NULL
            AND p.status IN ('draft', 'approved') AND p.document #>> '{systems,0,system}' = l.system_key)`
