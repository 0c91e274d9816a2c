// What a person asked to have corrected, as the officer decides it: where each datum stands, in every system, without
// any value. Values: workflow/read-wish.
import type { StaffActor } from '../domain/actor'
import type { DataMap, MapDatum } from '../domain/data-map/types'
import type { KeptAsItIs, RectificationPlan } from '../domain/plan/rectification-plan'
import { type Caution, cautionOf } from '../domain/rectification/caution'
import type { PlaceDecision, WishStatus } from '../domain/rectification/correction-facts'
import { type ItemStatus, may } from '../domain/request/status'
import { db, type Prisma } from '../platform/db/client'
import { openVault, type RequestVault } from '../platform/request-vault'
import { newestMap } from './office'
import { sharedWithOthers } from './shared-with-others'

/** `wished`: what is wanted stands there already. `empty`: nothing stands there. */
export type PlaceHas = 'wished' | 'empty' | 'other'
export type DeskPlace = {
  id: string
  system: string
  dataset: string
  field: string
  rows: number
  has: PlaceHas
  /** Equal where the same value stands: 1, 2 … within one wish. */
  value: number
  decision: PlaceDecision | null
  /** By the newest plan. */
  corrected: number
  kept: { why: KeptAsItIs['why']; rows: number }[]
  /** At most so many of them are others' too. */
  shared: number
  /** Held for a client: it decides. */
  forwarded: boolean
}
export type DeskWish = {
  id: string
  number: number
  version: number
  /** Null: in the person's own words. */
  datum: MapDatum | null
  /** Confirmed by another channel first. */
  caution: Caution | null
  status: WishStatus
  decidedBy: string | null
  decidedAt: string | null
  /** Its places do not agree with each other. */
  conflict: boolean
  places: DeskPlace[]
}
export type DeskFile = { id: string; kind: string; bytes: number; receivedAt: string }
export type DeskRestriction = {
  id: string
  version: number
  status: 'asked' | 'active' | 'lift-announced' | 'lifted' | 'refused'
  ground: string
  matterId: string | null
  askedAt: string
  beganAt: string | null
  announcedAt: string | null
  /** Art. 18(3): only then can it be lifted. */
  letterSent: boolean
  liftedAt: string | null
}
export type DeskCorrections = {
  itemId: string
  status: ItemStatus
  /** Of the item: a wish that came meanwhile makes it another one. */
  version: number
  wishes: DeskWish[]
  files: DeskFile[]
  restriction: DeskRestriction | null
  /** Who decided, by id. */
  names: Record<string, string>
}

const shape = {
  request: { select: { id: true, wrappedKey: true } },
  wishes: {
    orderBy: { number: 'asc' },
    include: {
      places: {
        where: { replacedAt: null },
        orderBy: [{ systemKey: 'asc' }, { dataset: 'asc' }, { field: 'asc' }, { rows: 'desc' }],
      },
    },
  },
  files: { where: { deletedAt: null }, orderBy: { receivedAt: 'asc' } },
  restrictions: { orderBy: { askedAt: 'desc' }, take: 1 },
  plans: { orderBy: { number: 'desc' }, take: 1 },
} satisfies Prisma.RequestItemInclude
type Row = Prisma.RequestItemGetPayload<{ include: typeof shape }>
type WishRow = Row['wishes'][number]

/** Null where nothing is asked to be corrected in this request. */
export async function deskCorrections(actor: StaffActor, requestId: string): Promise<DeskCorrections | null> {
  if (!may(actor, 'see') || !/^[0-9a-f-]{36}$/i.test(requestId)) return null
  const [item, newest] = await Promise.all([
    db.requestItem.findFirst({ where: { requestId, right: 'rectification' }, include: shape }),
    newestMap(),
  ])
  if (!item) return null
  const deciders = item.wishes.flatMap(({ decidedBy }) => decidedBy ?? [])
  const [users, restriction] = await Promise.all([
    db.staffUser.findMany({ where: { id: { in: deciders } }, select: { id: true, name: true } }),
    restrictionOf(item.restrictions[0]),
  ])
  const vault = item.request.wrappedKey === null ? null : openVault(item.request)
  const plan = planOf(item)
  const map = newest?.map ?? null
  const shared = map ? await sharedWithOthers(requestId, map) : new Map<string, number>()
  return {
    itemId: item.id,
    status: item.status as ItemStatus,
    version: item.version,
    wishes: item.wishes.map((wish) => wishOf(wish, { map, plan, vault, shared })),
    files: item.files.map(({ id, kind, bytes, receivedAt }) => ({
      id,
      kind,
      bytes,
      receivedAt: receivedAt.toISOString(),
    })),
    restriction,
    names: Object.fromEntries(users.map(({ id, name }) => [id, name])),
  }
}

function planOf({ plans }: Row): RectificationPlan | null {
  const [plan] = plans
  const document = plan && plan.status !== 'superseded' ? (plan.document as unknown as RectificationPlan) : null
  return document?.right === 'rectification' ? document : null
}

type Beside = {
  map: DataMap | null
  plan: RectificationPlan | null
  vault: RequestVault | null
  shared: ReadonlyMap<string, number>
}

function wishOf(wish: WishRow, { map, plan, vault, shared }: Beside): DeskWish {
  const { id, number, version, status, decidedBy, decidedAt } = wish
  const digests = [...new Set(wish.places.map(({ digest }) => digest))]
  const wanted = vault && wantedValue(vault, wish)
  const datum = map?.data?.find(({ key }) => key === wish.datum) ?? null
  const places = wish.places.map((place): DeskPlace => {
    const fate = fateOf(plan, place)
    const present =
      vault && (JSON.parse(vault.open(`correction_place.present:${place.id}`, place.presentEnc)) as string | null)
    return {
      ...{ id: place.id, system: place.systemKey, dataset: place.dataset, field: place.field, rows: place.rows },
      has: present === null ? 'empty' : present === wanted ? 'wished' : 'other',
      value: digests.indexOf(place.digest) + 1,
      decision: place.decision as PlaceDecision | null,
      shared: Math.min(place.rows, shared.get(place.dataset) ?? 0),
      ...fate,
    }
  })
  return {
    ...{ id, number, version, decidedBy, places },
    datum,
    caution: map && datum && cautionOf(datum, map),
    status: status as WishStatus,
    decidedAt: decidedAt?.toISOString() ?? null,
    conflict: new Set(places.filter(({ has }) => has !== 'empty').map(({ value }) => value)).size > 1,
  }
}

function wantedValue(vault: RequestVault, { id, adaptedEnc, wantedEnc }: WishRow): string | null {
  if (adaptedEnc !== null) return vault.open(`correction_wish.adapted:${id}`, adaptedEnc)
  return wantedEnc === null ? null : vault.open(`correction_wish.wanted:${id}`, wantedEnc)
}

/** What the newest plan does with the rows of a place. */
function fateOf(plan: RectificationPlan | null, place: WishRow['places'][number]) {
  const corrections = plan?.systems.flatMap((system) => system.corrections) ?? []
  const mine = <Line extends { place: string }>(lines: readonly Line[]) =>
    lines.filter((line) => line.place === place.id)
  return {
    corrected: mine(corrections).reduce((sum, { rows }) => sum + rows, 0),
    kept: mine(plan?.kept ?? []).map(({ why, rows }) => ({ why, rows })),
    forwarded: (plan?.forwarded ?? []).some(({ dataset }) => dataset === place.dataset),
  }
}

async function restrictionOf(row: Row['restrictions'][number] | undefined): Promise<DeskRestriction | null> {
  if (!row) return null
  const letter = row.letterId && (await db.letter.findUnique({ where: { id: row.letterId }, select: { status: true } }))
  const iso = (date: Date | null) => date?.toISOString() ?? null
  return {
    ...{ id: row.id, version: row.version, ground: row.ground, matterId: row.matterId },
    status: row.status as DeskRestriction['status'],
    askedAt: row.askedAt.toISOString(),
    beganAt: iso(row.beganAt),
    announcedAt: iso(row.announcedAt),
    letterSent: letter !== null && letter !== '' && ['sent', 'posted'].includes(letter.status),
    liftedAt: iso(row.liftedAt),
  }
}
