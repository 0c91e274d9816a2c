import { Readable } from 'node:stream'
import { staffActor } from '@/lib/auth/staff-session'
import { requestOf } from '@/lib/queries/evidence-ledger'
import { exportEvidence } from '@/lib/workflow/export-evidence'

/** A form posts here: `reference` of one case, or none for the whole ledger. */
export async function POST(request: Request): Promise<Response> {
  const actor = await staffActor()
  if (!actor) return answer(401)
  // The session's cookie is not sent from other sites; a browser that says so is believed as well.
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return answer(403)
  const form = await request.formData().catch(() => null)
  const reference = form?.get('reference')
  const requestId = typeof reference === 'string' && reference ? await requestOf(actor, reference) : undefined
  if (form === null || requestId === null) return answer(404)
  const taken = await exportEvidence(actor, requestId ? { requestId } : {})
  if (!taken.ok) return answer(taken.reason === 'not-permitted' ? 403 : 404)
  return new Response(Readable.toWeb(taken.stream) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${taken.filename}"`,
      'cache-control': 'no-store',
    },
  })
}

const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })
