// What happened to a request, from the evidence, and whether something is happening to it now.
import type { StaffActor, StaffRole } from '../domain/actor'
import type { EventName } from '../domain/evidence/events'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'

const MOST_ENTRIES = 200
/** A letter leaves within seconds; one that waits longer is not worth watching every two. */
const LETTER_MINUTES = 2

export type Happening = {
  seq: string
  at: string
  event: EventName
  /** staff | subject | worker | public | command-line */
  by: string
  name: string | null
  body: Record<string, unknown>
}

/** Newest first. */
export async function caseFile(actor: StaffActor, requestId: string): Promise<Happening[]> {
  if (!may(actor, 'see')) return []
  const entries = await db.ledgerEntry.findMany({ where: { requestId }, orderBy: { seq: 'desc' }, take: MOST_ENTRIES })
  const ids = entries.flatMap((entry) => (entry.actor.startsWith('staff:') ? [entry.actor.slice(6)] : []))
  const users = await db.staffUser.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  })
  const names = new Map(users.map(({ id, name }) => [id, name]))
  return entries.map((entry) => {
    const [by = '', id = ''] = entry.actor.split(':')
    return {
      seq: String(entry.seq),
      at: entry.at.toISOString(),
      event: entry.event as EventName,
      by,
      name: by === 'staff' ? (names.get(id) ?? null) : null,
      body: JSON.parse(entry.body) as Record<string, unknown>,
    }
  })
}

export type Progress = { /** Changes whenever the page would. */ stamp: string; running: boolean }

export async function requestProgress(actor: StaffActor, requestId: string): Promise<Progress | null> {
  if (!may(actor, 'see') || !/^[0-9a-f-]{36}$/i.test(requestId)) return null
  const fresh = instantToDate(now().subtract({ minutes: LETTER_MINUTES }))
  const request = await db.subjectRequest.findUnique({
    where: { id: requestId },
    select: {
      version: true,
      status: true,
      identity: true,
      letters: { where: { status: 'waiting', createdAt: { gt: fresh } }, select: { id: true }, take: 1 },
    },
  })
  if (!request) return null
  // Not the readings: opening the page makes one, and would renew the page that was just opened.
  const last = await db.ledgerEntry.findFirst({
    where: { requestId, event: { not: 'personal-data.read' } },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  })
  const { status, identity, version, letters } = request
  const running =
    status === 'discovering' ||
    status === 'executing' ||
    (status === 'identifying' && identity === 'unproven') ||
    letters.length > 0
  return { stamp: `${version}.${last?.seq ?? 0}.${letters.length}`, running }
}

/** Who can look after a request. */
export async function colleagues(): Promise<{ id: string; name: string }[]> {
  const users = await db.staffUser.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, role: true },
    orderBy: { name: 'asc' },
  })
  return users.filter(({ role }) => may({ role: role as StaffRole }, 'assign')).map(({ id, name }) => ({ id, name }))
}
