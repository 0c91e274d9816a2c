// Intake for programs, and for our own form where scripts run: the same schema and verb as the server action.
import { publicActorOf } from '@/lib/auth/public-actor'
import { correctionProblems, fieldProblems, submitRequest as schema } from '@/lib/schemas/submit-request'
import { reportFailure } from '@/lib/workflow/report-failure'
import { submitRequest } from '@/lib/workflow/submit-request'

const LARGEST_BYTES = 256 * 1024

const answer = (status: number, body: object) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

const statusOf = {
  'too-many-requests': 429,
  'not-ready': 503,
  'not-permitted': 403,
  'received-in-future': 422,
  'corrections-unfit': 422,
} as const

export async function POST(request: Request): Promise<Response> {
  const text = await readSmall(request)
  if (text === null) return answer(413, { failure: 'too-large' })
  const parsed = schema.safeParse(parseJson(text))
  if (!parsed.success) return answer(422, { problems: fieldProblems(parsed.error) })
  try {
    const done = await submitRequest(publicActorOf(request.headers.get('x-forwarded-for')), parsed.data)
    if (!done.ok && done.reason === 'corrections-unfit')
      return answer(422, { problems: correctionProblems(done.detail) })
    if (!done.ok) return answer(statusOf[done.reason], { failure: done.reason })
    return answer(201, { reference: done.reference, dueOn: done.dueOn })
  } catch (error) {
    reportFailure('intake-failed', error)
    return answer(503, { failure: 'unavailable' })
  }
}

/** Null as soon as it is too much: the rest is never read. */
async function readSmall(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > LARGEST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
