import { db, type Prisma } from '../platform/db/client'
import type { ErasedRequest } from './remember-erasure'
import type { SuppressedRequest } from './suppress-person'

/** `cursor`: of an erasure in parts. */
type FinishedStep = { systemKey: string; status: string; problem?: string | null; cursor?: unknown }

export type Finished = Pick<
  Prisma.RequestItemGetPayload<object>,
  'id' | 'requestId' | 'right' | 'status' | 'version'
> & {
  request: ErasedRequest & SuppressedRequest
  plans: (Pick<Prisma.PlanGetPayload<object>, 'document' | 'status' | 'mapVersion'> & {
    mapChecksum: string
    steps: FinishedStep[]
  })[]
}

/** In one statement; the oldest plan first. */
export async function loadFinished(id: string): Promise<Finished | null> {
  const [found] = await db.$queryRaw<{ item: Finished }[]>`
    SELECT json_build_object('id', i.id, 'requestId', i.request_id, 'right', i."right", 'status', i.status,
      'version', i.version, 'request', json_build_object('id', r.id, 'wrappedKey', r.wrapped_key, 'timeZone', r.time_zone,
        'controllerKey', r.controller_key, 'emailEnc', r.email_enc, 'emailIndex', r.email_index,
        'personKeysEnc', r.person_keys_enc, 'provenIdentifiersEnc', r.proven_identifiers_enc),
      'plans', (SELECT coalesce(json_agg(json_build_object('document', p.document, 'status', p.status,
          'mapVersion', p.map_version, 'mapChecksum', m.checksum,
          'steps', (SELECT coalesce(json_agg(json_build_object('systemKey', s.system_key, 'status', s.status,
            'problem', s.problem, 'cursor', s.cursor)), '[]')
            FROM step s WHERE s.plan_id = p.id)) ORDER BY p.number), '[]')
        FROM plan p LEFT JOIN data_map_version m ON m.version = p.map_version WHERE p.item_id = i.id)) AS item
    FROM request_item i JOIN subject_request r ON r.id = i.request_id WHERE i.id = ${id}::uuid`
  return found?.item ?? null
}
