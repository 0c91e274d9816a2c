// Load: what the verbs of a request look at before they decide.
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { openVault, type RequestVault } from '../platform/request-vault'

export type RequestCase = Prisma.SubjectRequestGetPayload<{ include: { items: true } }>
/** Only what is looked at before an item moves; `plans`: its newest, if there is one. */
export type ItemCase = Item & { request: Request & { items: Item[] }; plans: NewestPlan[] }
type Item = Pick<Prisma.RequestItemGetPayload<object>, 'id' | 'requestId' | 'right' | 'status' | 'version'>
type Request = Pick<
  Prisma.SubjectRequestGetPayload<object>,
  | ('id' | 'reference' | 'status' | 'locale' | 'controllerKey' | 'receivedOn' | 'timeZone' | 'wrappedKey')
  | ('personKeysEnc' | 'emailIndex' | 'personIndex')
>
type NewestPlan = Pick<
  Prisma.PlanGetPayload<object>,
  'id' | 'number' | 'document' | 'hash' | 'mapVersion' | 'status' | 'preparedBy' | 'preparedAt'
> & { mapChecksum: string }

export const loadRequest = (id: string): Promise<RequestCase | null> =>
  db.subjectRequest.findUnique({ where: { id }, include: { items: true } })

type ItemRow = { item: ItemCase; receivedOn: Date; plan: NewestPlan | null; preparedAt: Date | null }

/** In one statement, since every signature and every copy begins with it. */
export async function loadItem(id: string, from: Pick<Transaction, '$queryRaw'> = db): Promise<ItemCase | null> {
  const [row] = await from.$queryRaw<ItemRow[]>`
    SELECT json_build_object('id', i.id, 'requestId', i.request_id, 'right', i."right", 'status', i.status,
      'version', i.version, 'request', json_build_object('id', r.id, 'reference', r.reference, 'status', r.status,
        'locale', r.locale, 'controllerKey', r.controller_key, 'timeZone', r.time_zone, 'wrappedKey', r.wrapped_key,
        'personKeysEnc', r.person_keys_enc, 'emailIndex', r.email_index, 'personIndex', r.person_index,
        'items', (SELECT json_agg(json_build_object('id', o.id, 'requestId', o.request_id, 'right', o."right",
          'status', o.status, 'version', o.version) ORDER BY o.id) FROM request_item o WHERE o.request_id = r.id))) AS item,
      r.received_on AS "receivedOn", p.prepared_at AS "preparedAt",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'number', p.number, 'document', p.document,
        'hash', p.hash, 'mapVersion', p.map_version, 'mapChecksum', m.checksum, 'status', p.status,
        'preparedBy', p.prepared_by) END AS plan
    FROM request_item i JOIN subject_request r ON r.id = i.request_id
      LEFT JOIN LATERAL (SELECT * FROM plan WHERE item_id = i.id ORDER BY number DESC LIMIT 1) p ON true
      LEFT JOIN data_map_version m ON m.version = p.map_version
    WHERE i.id = ${id}::uuid`
  if (!row) return null
  const { item, receivedOn, plan, preparedAt } = row
  return { ...item, request: { ...item.request, receivedOn }, plans: plan ? [{ ...plan, preparedAt }] : [] }
}

/** @throws where the request's key was destroyed: nothing about the person can be read any more. */
export function vaultOf(request: { id: string; wrappedKey: string | null }): RequestVault {
  if (request.wrappedKey === null) throw new Error('the key of this request was destroyed')
  return openVault({ id: request.id, wrappedKey: request.wrappedKey })
}
