// The package for another controller: the word is posted here by the page, or by a program (form field `word`).
import { Readable } from 'node:stream'
import { publicActor } from '@/lib/auth/public-actor'
import type { FetchProblem } from '@/lib/domain/transfer/fetch-problem'
import { openTransfer } from '@/lib/workflow/open-transfer'
import { reportFailure } from '@/lib/workflow/report-failure'

type Context = { params: Promise<{ token: string }> }

const LARGEST_BYTES = 64 * 1024
const statusOf: Record<FetchProblem, number> = {
  'too-many-requests': 429,
  'link-gone': 410,
  'word-wrong': 403,
  'package-damaged': 503,
  conflict: 409,
  unavailable: 503,
}

/** A browser is shown its page again; a program gets a status and the reason. */
function refused(request: Request, token: string, problem: FetchProblem): Response {
  const headers = { 'cache-control': 'no-store' }
  if (!request.headers.get('accept')?.includes('text/html'))
    return Response.json({ failure: problem }, { status: statusOf[problem], headers })
  const location = `/transfers/${encodeURIComponent(token)}?problem=${problem}`
  return new Response(null, { status: 303, headers: { ...headers, location } })
}

async function wordIn(request: Request): Promise<string> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= LARGEST_BYTES)) return ''
  const word = (await request.formData().catch(() => null))?.get('word')
  return typeof word === 'string' ? word : ''
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  try {
    const word = await wordIn(request)
    const parcel = await openTransfer(await publicActor(), { token, word })
    if (!parcel.ok) return refused(request, token, parcel.reason)
    return new Response(Readable.toWeb(parcel.stream) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${parcel.filename}"`,
        'content-length': String(parcel.bytes),
        'x-content-sha256': parcel.sha256,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    reportFailure('transfer-failed', error)
    return refused(request, token, 'unavailable')
  }
}
