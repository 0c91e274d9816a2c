// What waits for somebody, each as the requests it concerns: the Today page counts them, the inbox lists them.
import type { StaffActor } from '../domain/actor'
import { CHASERS_BEFORE_DPO } from '../domain/recipients/notice'
import { may } from '../domain/request/status'
import { TELL_AFTER } from '../domain/transfer/retry'
import { instantToDate, now } from '../platform/clock'
import { Prisma } from '../platform/db/generated/client'

export const todoKinds = [
  'signature',
  'identity',
  'prepare',
  'stuck',
  'undeliverable',
  'by-hand',
  'follow-up',
  'hold-overdue',
  'alarm',
  'recipients',
] as const
export type TodoKind = (typeof todoKinds)[number]

/** A letter that waits longer than this is stuck: mail goes out within seconds. */
const LETTER_MINUTES = 15
/** A search or a package that takes longer than this is not merely being done. */
const WORK_MINUTES = 60
/** So long a request that was disowned after something had been done stays in view: it may be a breach (Art. 33). */
const DISOWNED_DAYS = 30
/** An alarm rings a week before the month ends; a last day that is no working day moves on by some more. */
const ALARM_DAYS = 14
const { sql } = Prisma

/** A statement that selects `request_id`; `signature` is what this very person may sign now. */
export function todoRequests(kind: TodoKind, actor: StaffActor): Prisma.Sql {
  const tooLong = instantToDate(now().subtract({ minutes: WORK_MINUTES }))
  const statements: Record<TodoKind, () => Prisma.Sql> = {
    identity: () =>
      when(
        may(actor, 'decideIdentity'),
        sql`SELECT id AS request_id FROM subject_request
             WHERE status = 'identifying' AND identity = 'waiting'`,
      ),
    signature: () => when(may(actor, 'approvePlan'), toSign(actor)),
    prepare: () =>
      when(
        may(actor, 'preparePlan'),
        sql`SELECT request_id FROM request_item WHERE status = 'planned' AND "right" = 'erasure'`,
      ),
    stuck: () => sql`
      SELECT i.request_id FROM step AS s JOIN plan AS p ON p.id = s.plan_id JOIN request_item AS i ON i.id = p.item_id
       WHERE s.status IN ('waiting', 'ambiguous') AND i.status = 'approved'
      UNION SELECT request_id FROM request_item WHERE status = 'discovering' AND moved_at < ${tooLong}
      UNION SELECT i.request_id FROM request_item AS i
       WHERE i.status = 'approved' AND i.moved_at < ${tooLong} AND NOT EXISTS (
             SELECT 1 FROM step AS s JOIN plan AS p ON p.id = s.plan_id
              WHERE p.item_id = i.id AND p.status = 'approved')
         -- A transfer waits for a controller's word, or is tried again by itself.
         AND NOT EXISTS (SELECT 1 FROM transfer_acceptance AS a WHERE a.item_id = i.id AND a.status = 'pending')
         AND NOT EXISTS (SELECT 1 FROM transfer_delivery AS d WHERE d.item_id = i.id
              AND (d.status IN ('sending', 'offered') OR (d.status = 'waiting' AND d.attempts < ${TELL_AFTER})))
         -- A colleague's answer takes days; late ones are said on their own.
         AND NOT EXISTS (SELECT 1 FROM manual_task AS m JOIN request_item AS o ON o.id = m.item_id
              WHERE o.request_id = i.request_id AND m.system_key IS NOT NULL AND m.status IN ('open', 'impossible'))
      UNION SELECT i.request_id FROM transfer_delivery AS d JOIN request_item AS i ON i.id = d.item_id
       WHERE i.status = 'approved' AND (d.status = 'refused' OR (d.status = 'waiting' AND d.attempts >= ${TELL_AFTER}))
      UNION SELECT r.id FROM subject_request AS r
       WHERE r.identity_reason = 'disowned'
         AND (r.closed_at IS NULL OR r.closed_at > ${instantToDate(now().subtract({ hours: 24 * DISOWNED_DAYS }))})
         AND EXISTS (SELECT 1 FROM request_item AS i WHERE i.request_id = r.id AND i.status IN ('approved', 'done'))`,
    undeliverable: () => sql`
      SELECT request_id FROM letter WHERE status = 'undeliverable'
         OR (status = 'waiting' AND created_at < ${instantToDate(now().subtract({ minutes: LETTER_MINUTES }))})`,
    'follow-up': () =>
      when(
        may(actor, 'approvePlan'),
        sql`SELECT m.request_id FROM plan AS p JOIN erasure_memory AS m ON m.id = p.memory_id
             WHERE p.status = 'draft' AND p.memory_id IS NOT NULL AND p.closed_at IS NULL`,
      ),
    'hold-overdue': () => sql`
      SELECT m.request_id FROM retained_line AS l JOIN erasure_memory AS m ON m.id = l.memory_id
       WHERE l.state = 'due' AND l.problem IS NOT NULL`,
    // Rung (ring-alarms), and still not answered.
    alarm: () => sql`
      SELECT r.id AS request_id FROM subject_request AS r
       WHERE r.closed_at IS NULL AND r.due_on < ${instantToDate(now().add({ hours: 24 * ALARM_DAYS }))} AND EXISTS (
             SELECT 1 FROM ledger_entry AS e WHERE e.request_id = r.id AND e.event = 'deadline.alarm')`,
    // Nobody is written to, the mail came back, or nobody answers.
    recipients: () =>
      when(
        may(actor, 'completeTask'),
        sql`SELECT request_id FROM recipient_notice WHERE body_enc IS NOT NULL
             AND (status = 'by-hand' OR (status = 'sent' AND chasers >= ${CHASERS_BEFORE_DPO}))`,
      ),
    'by-hand': () => sql`
      SELECT i.request_id FROM manual_task AS m JOIN request_item AS i ON i.id = m.item_id
       WHERE m.status = 'open' AND i.status = 'by-hand'`,
  }
  return statements[kind]()
}

const when = (allowed: boolean, statement: Prisma.Sql): Prisma.Sql =>
  allowed ? statement : sql`SELECT NULL::uuid AS request_id WHERE false`

/** Erasure: prepared by somebody else, or by oneself where one person is enough. Access needs one signature only. */
const toSign = (actor: StaffActor): Prisma.Sql => sql`
  SELECT request_id FROM request_item WHERE "right" <> 'erasure' AND status IN ('planned', 'prepared')
  UNION ALL SELECT i.request_id FROM request_item AS i
   WHERE i."right" = 'erasure' AND i.status = 'prepared' AND (
         NOT coalesce((SELECT value::text::boolean FROM setting WHERE key = 'two-people-for-erasure'), true)
         OR EXISTS (SELECT 1 FROM plan AS p WHERE p.item_id = i.id AND p.status = 'prepared'
                       AND p.prepared_by IS DISTINCT FROM ${actor.userId}::uuid))`
