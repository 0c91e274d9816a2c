import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { presentValue } from './correction-facts'
import { vaultOf } from './load-case'
import { isBlocked } from './read-personal-data'
import { recordReading } from './record-reading'

export type ShownWish = {
  id: string
  /** What the person says stands there, what is right, and their own words. */
  present: string | null
  wanted: string | null
  words: string | null
  adapted: string | null
  reason: string | null
  /** What stands in each place; `blocked`: a law keeps it from being viewed, also by the officer. */
  places: { id: string; value: string | null; blocked?: true }[]
}

/** On record before the first value is shown. */
export async function readWishes(
  actor: StaffActor,
  { itemId }: { itemId: string },
): Promise<Outcome<{ wishes: ShownWish[]; contested: string | null }>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const item = await db.requestItem.findUnique({
    where: { id: itemId },
    include: {
      request: { select: { id: true, wrappedKey: true, personIndex: true } },
      restrictions: { where: { status: { not: 'refused' } }, orderBy: { askedAt: 'desc' }, take: 1 },
      wishes: {
        orderBy: { number: 'asc' },
        include: { places: { where: { replacedAt: null }, orderBy: { id: 'asc' } } },
      },
    },
  })
  if (item?.right !== 'rectification') return refuse('not-found')
  if (item.request.wrappedKey === null) return refuse('data-destroyed')
  const rows = item.wishes.reduce((sum, { places }) => sum + 1 + places.length, 0)
  const what = { system: 'habeas', dataset: 'correction-wish', rows, purpose: 'rectification' }
  await recordReading(actor, item.requestId, what)
  const blocked = await blockedAmong(
    item.request,
    item.wishes.flatMap(({ places }) => places),
  )
  const vault = vaultOf(item.request)
  const open = (column: string, id: string, sealed: string | null) =>
    sealed === null ? null : vault.open(`correction_wish.${column}:${id}`, sealed)
  const wishes = item.wishes.map((wish) => ({
    id: wish.id,
    present: open('present', wish.id, wish.presentEnc),
    wanted: open('wanted', wish.id, wish.wantedEnc),
    words: open('words', wish.id, wish.wordsEnc),
    adapted: open('adapted', wish.id, wish.adaptedEnc),
    reason: open('reason', wish.id, wish.reasonEnc),
    places: wish.places.map((place) =>
      blocked.has(place.dataset)
        ? { id: place.id, value: null, blocked: true as const }
        : { id: place.id, value: presentValue(vault, place) },
    ),
  }))
  // Why the person asks for a restriction meanwhile, in their words.
  const [asked] = item.restrictions
  const contested = asked?.reasonEnc ? vault.open(`restriction.reason:${asked.id}`, asked.reasonEnc) : null
  return { ok: true, wishes, contested }
}

async function blockedAmong(
  request: { id: string; personIndex: string[] },
  places: { dataset: string }[],
): Promise<Set<string>> {
  const blocked = new Set<string>()
  for (const dataset of new Set(places.map((place) => place.dataset)))
    if (await isBlocked(request, dataset)) blocked.add(dataset)
  return blocked
}
