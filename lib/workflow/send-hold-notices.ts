// Daily: each controller's officer hears by mail what ended, what waits and what is overdue. Nothing is sent where there
// is nothing to say.
import type { WorkerActor } from '../domain/actor'
import { type HoldNotice, holdNotice, worthTelling } from '../domain/retention/hold-notice'
import { dateToInstant, instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { env } from '../platform/env'
import { mapIfAny } from './current-map'
import { mailOfficer } from './mail-officer'

/** When the last notice went out; not a setting that anybody changes. */
const MARKER = 'hold-notice-at'

/** Thrown so that the queue tries again: the mail server is away. */
export class NoticeWaits extends Error {}

/** @throws NoticeWaits */
export async function sendHoldNotices(_actor: WorkerActor): Promise<{ ok: true; sent: number }> {
  const map = await mapIfAny(db)
  const moment = now()
  const marker = await db.setting.findUnique({ where: { key: MARKER } })
  const since = marker ? Temporal.Instant.from(String(marker.value)) : dateToInstant(new Date(0))
  let sent = 0
  for (const controller of map?.controllers ?? []) {
    const notice = await noticeOf(controller.key, instantToDate(since))
    if (!worthTelling(notice)) continue
    const mailed = await mailOfficer(controller, 'holds', (locale) => holdNotice(notice, locale))
    if (!mailed.ok) throw new NoticeWaits(mailed.reason)
    sent += 1
  }
  const value = moment.toString()
  await db.setting.upsert({ where: { key: MARKER }, create: { key: MARKER, value }, update: { value } })
  return { ok: true, sent }
}

async function noticeOf(controllerKey: string, since: Date): Promise<HoldNotice> {
  const [counts] = await db.$queryRaw<Omit<HoldNotice, 'url'>[]>`
    WITH own AS (
      SELECT m.id FROM erasure_memory AS m JOIN subject_request AS r ON r.id = m.request_id
       WHERE r.controller_key = ${controllerKey}),
    done AS (
      SELECT p.id, (SELECT coalesce(sum((c ->> 'deleted')::int + (c ->> 'cleared')::int), 0)
                      FROM step AS s, jsonb_array_elements(s.result) AS c WHERE s.plan_id = p.id) AS rows
        FROM plan AS p JOIN own ON own.id = p.memory_id WHERE p.closed_at >= ${since})
    SELECT (SELECT count(*)::int FROM done) AS done, (SELECT coalesce(sum(rows), 0)::int FROM done) AS rows,
      (SELECT count(*)::int FROM plan AS p JOIN own ON own.id = p.memory_id WHERE p.status = 'draft') AS waiting,
      (SELECT count(*)::int FROM retained_line AS l JOIN own ON own.id = l.memory_id WHERE l.state = 'due') AS overdue`
  return { ...{ done: 0, rows: 0, waiting: 0, overdue: 0 }, ...counts, url: `${env().PUBLIC_URL}/desk/retention` }
}
