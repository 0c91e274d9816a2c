// What a person asked to have corrected, on their own page: their words, the evidence they sent, and where it stands.
import type { SubjectActor } from '../domain/actor'
import type { DataMap, MapDatum } from '../domain/data-map/types'
import type { WishStatus } from '../domain/rectification/correction-facts'
import { type ItemStatus, permits } from '../domain/request/status'
import { db, type Prisma } from '../platform/db/client'
import { openVault, type RequestVault } from '../platform/request-vault'

export type FollowWish = {
  id: string
  number: number
  /** Null: in the person's own words. */
  datum: MapDatum | null
  wanted: string
  present: string | null
  status: WishStatus
}
export type FollowFile = { id: string; kind: string; bytes: number; receivedOn: string }
export type RestrictionStatus = 'asked' | 'active' | 'lift-announced' | 'lifted' | 'refused'
export type FollowCorrections = {
  wishes: FollowWish[]
  files: FollowFile[]
  data: MapDatum[]
  /** More can be said, and shown, until it is signed. */
  open: boolean
  /** What the officer decided is told once it is signed: until then it may change. */
  decided: boolean
  restriction: RestrictionStatus | null
  /** Art. 18(1)(a): while what is right is contested, and none is asked for or lasts already. */
  restrictable: boolean
}

const shape = {
  request: true,
  wishes: { orderBy: { number: 'asc' } },
  files: { where: { deletedAt: null }, orderBy: { receivedAt: 'asc' } },
  restrictions: { orderBy: { askedAt: 'desc' }, take: 1 },
} satisfies Prisma.RequestItemInclude
type Row = Prisma.RequestItemGetPayload<{ include: typeof shape }>

/** Null where nothing is to be corrected, no code was given, or the data map lets nothing be corrected. */
export async function followCorrections(actor: SubjectActor): Promise<FollowCorrections | null> {
  if (actor.level !== 'code') return null
  const where = { requestId: actor.requestId, right: 'rectification' }
  const [item, newest] = await Promise.all([
    db.requestItem.findFirst({ where, include: shape }),
    db.dataMapVersion.findFirst({ orderBy: { version: 'desc' }, select: { document: true } }),
  ])
  const data = (newest?.document as DataMap | undefined)?.data ?? []
  if (!item || item.request.wrappedKey === null || (data.length === 0 && item.wishes.length === 0)) return null
  const status = item.status as ItemStatus
  const restriction = (item.restrictions[0]?.status as RestrictionStatus | undefined) ?? null
  return {
    wishes: wishesOf(item, data),
    files: item.files.map((file) => fileOf(file, item.request.timeZone)),
    data,
    open: permits('addWish', status) && data.length > 0,
    decided: status === 'approved' || status === 'done',
    restriction,
    restrictable: permits('askRestriction', status) && (restriction === null || over.includes(restriction)),
  }
}

const over: readonly RestrictionStatus[] = ['lifted', 'refused']

function wishesOf(item: Row, data: readonly MapDatum[]): FollowWish[] {
  const vault = openVault(item.request)
  return item.wishes.map((wish) => ({
    id: wish.id,
    number: wish.number,
    datum: data.find(({ key }) => key === wish.datum) ?? null,
    wanted: opened(vault, wish.id, wish.datum === null ? 'words' : 'wanted', wish) ?? '',
    present: opened(vault, wish.id, 'present', wish),
    status: wish.status as WishStatus,
  }))
}

type Sealed = Pick<Row['wishes'][number], 'presentEnc' | 'wantedEnc' | 'wordsEnc'>

function opened(vault: RequestVault, id: string, column: 'present' | 'wanted' | 'words', wish: Sealed): string | null {
  const sealed = wish[`${column}Enc`]
  return sealed === null ? null : vault.open(`correction_wish.${column}:${id}`, sealed)
}

function fileOf({ id, kind, bytes, receivedAt }: Row['files'][number], timeZone: string): FollowFile {
  const at = Temporal.Instant.from(receivedAt.toISOString()).toZonedDateTimeISO(timeZone)
  return { id, kind, bytes, receivedOn: at.toPlainDate().toString() }
}
