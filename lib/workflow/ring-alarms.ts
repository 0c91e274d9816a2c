// Daily: a request whose month is about to end while something is still waited for. The officer's contact hears of it by
// mail, once seven days before and once two; the desk shows it until the request is answered.
import type { WorkerActor } from '../domain/actor'
import type { DataMap, MapController } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import {
  type AlarmLine,
  type AlarmStage,
  alarmStage,
  alarmStages,
  deadlineAlarm,
  type WaitsFor,
  waitsFor,
} from '../domain/request/deadline-alarm'
import { instantToDate, now, plainDate, today } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import { commit } from './commit-item'
import { mapIfAny } from './current-map'
import { mailOfficer } from './mail-officer'

/** Thrown so that the queue tries again: the mail server is away, and nothing is on record as rung. */
export class AlarmWaits extends Error {}

/** A search or a package that takes longer than this is not merely being done. */
const WORK_MINUTES = 60

type Waiting = {
  id: string
  reference: string
  controllerKey: string
  timeZone: string
  nominalOn: Date
  system: boolean
  colleague: boolean
  officer: boolean
  systems: string[]
}
type Alarm = { request: Waiting; stage: AlarmStage; line: AlarmLine }

/** @throws AlarmWaits */
export async function ringAlarms(actor: WorkerActor): Promise<{ ok: true; rung: number }> {
  const map = await mapIfAny(db)
  let rung = 0
  const due = map ? (await waitingRequests()).flatMap((request) => alarmOf(request, map)) : []
  for (const controller of map?.controllers ?? []) {
    const own = due.filter(({ request }) => request.controllerKey === controller.key)
    if (own.length === 0) continue
    await tell(controller, own)
    for (const alarm of own) if (await record(actor, alarm)) rung += 1
  }
  return { ok: true, rung }
}

function alarmOf(request: Waiting, map: DataMap): Alarm[] {
  const nominalOn = plainDate(request.nominalOn)
  const day = today(request.timeZone)
  const stage = alarmStage(nominalOn, day)
  if (!stage) return []
  const names = request.systems.map((key) => map.systems.find((system) => system.key === key)?.name ?? key)
  const line = {
    reference: request.reference,
    nominalOn: nominalOn.toString(),
    days: day.until(nominalOn, { largestUnit: 'days' }).days,
    waitsFor: whatFor(request),
    systems: names,
  }
  return [{ request, stage, line }]
}

const whatFor = (request: Waiting): WaitsFor[] => waitsFor.filter((what) => request[what])

async function tell(controller: MapController, alarms: Alarm[]): Promise<void> {
  const alarm = { lines: alarms.map(({ line }) => line), url: `${env().PUBLIC_URL}/desk/requests?todo=alarm` }
  const mailed = await mailOfficer(controller, 'alarm', (locale) => deadlineAlarm(alarm, locale))
  if (!mailed.ok) throw new AlarmWaits(mailed.reason)
}

/** The evidence is what keeps an alarm from ringing twice, and what the desk shows. */
async function record(actor: WorkerActor, { request, stage, line }: Alarm): Promise<boolean> {
  const done = await commit(actor, request.id, async (tx, say) => {
    if (await hasRung(tx, request.id, line.nominalOn, stage)) return { rang: false }
    const body = { nominalOn: line.nominalOn, daysBefore: stage, waitsFor: line.waitsFor, systems: request.systems }
    say(evidence('deadline.alarm', body))
    return { rang: true }
  })
  return done.ok && done.rang
}

async function hasRung(tx: Transaction, requestId: string, nominalOn: string, stage: AlarmStage): Promise<boolean> {
  const rung = await tx.ledgerEntry.findMany({ where: { requestId, event: 'deadline.alarm' }, select: { body: true } })
  return rung.some(({ body }) => {
    const said = JSON.parse(body) as { nominalOn: string; daysBefore: number }
    return said.nominalOn === nominalOn && said.daysBefore <= stage
  })
}

/** Open requests near the end of their month that wait for something, and whose alarm of this stage has not rung. */
async function waitingRequests(): Promise<Waiting[]> {
  const moment = instantToDate(now())
  const tooLong = instantToDate(now().subtract({ minutes: WORK_MINUTES }))
  const [first, last] = [Math.max(...alarmStages), Math.min(...alarmStages)]
  return db.$queryRaw<Waiting[]>`
    WITH near AS (
      SELECT r.*, r.nominal_on - (${moment}::timestamptz AT TIME ZONE r.time_zone)::date AS days FROM subject_request r
       WHERE r.closed_at IS NULL AND r.status <> 'unconfirmed'
         AND r.nominal_on <= (${moment}::timestamptz AT TIME ZONE r.time_zone)::date + ${first}::int),
    silent AS (
      SELECT near.* FROM near WHERE NOT EXISTS (
        SELECT 1 FROM ledger_entry e WHERE e.request_id = near.id AND e.event = 'deadline.alarm'
           AND e.body::jsonb ->> 'nominalOn' = near.nominal_on::text
           AND (near.days > ${last}::int OR (e.body::jsonb ->> 'daysBefore')::int <= ${last}::int))),
    held AS (
      SELECT i.request_id, s.system_key FROM step s JOIN plan p ON p.id = s.plan_id JOIN request_item i ON i.id = p.item_id
       WHERE i.status = 'approved' AND p.status = 'approved' AND s.status <> 'verified'
      UNION SELECT i.request_id, b ->> 'system' FROM request_item i JOIN plan p ON p.item_id = i.id
         CROSS JOIN jsonb_array_elements(p.document -> 'blocks') AS b
       WHERE i.status = 'planned' AND p.status = 'draft' AND b ->> 'code' = 'system')
    SELECT * FROM (
      SELECT r.id::text, r.reference, r.controller_key AS "controllerKey", r.time_zone AS "timeZone",
        r.nominal_on AS "nominalOn",
        (h.systems <> '{}' OR (r.identity = 'waiting' AND r.identity_reason = 'system-unreachable')
          OR EXISTS (SELECT 1 FROM request_item i WHERE i.request_id = r.id AND i.moved_at < ${tooLong}
                AND (i.status = 'discovering' OR (i.status = 'approved' AND i."right" IN ('access', 'portability'))))) AS system,
        EXISTS (SELECT 1 FROM manual_task m JOIN request_item i ON i.id = m.item_id
                 WHERE i.request_id = r.id AND m.status = 'open') AS colleague,
        ((r.identity = 'waiting' AND r.identity_reason IS DISTINCT FROM 'system-unreachable')
          OR EXISTS (SELECT 1 FROM request_item i WHERE i.request_id = r.id AND i.status IN ('planned', 'prepared'))
          OR EXISTS (SELECT 1 FROM manual_task m JOIN request_item i ON i.id = m.item_id
                      WHERE i.request_id = r.id AND m.status = 'impossible')) AS officer,
        h.systems
        FROM silent r CROSS JOIN LATERAL (
          SELECT coalesce(array_agg(DISTINCT system_key ORDER BY system_key), '{}') AS systems
            FROM held WHERE held.request_id = r.id) AS h) AS found
     WHERE system OR colleague OR officer ORDER BY "nominalOn", reference`
}
