// The download: a plain form posts a fresh code here. Opening the address spends nothing.
import { Readable } from 'node:stream'
import type { DownloadProblem } from '@/components/request/download-problem'
import { publicActor } from '@/lib/auth/public-actor'
import { subjectActor } from '@/lib/auth/subject-session'
import { linkPath } from '@/lib/domain/letters/link-path'
import { collectPackage } from '@/lib/workflow/collect-package'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { reportFailure } from '@/lib/workflow/report-failure'

type Context = { params: Promise<{ token: string }> }

/** 303: the page is shown again by GET, with a word on what was wrong. */
function back(token: string, problem?: DownloadProblem, of?: string): Response {
  const said = problem ? `?download=${problem}${of ? `&of=${of}` : ''}` : ''
  const location = linkPath('follow', encodeURIComponent(token)) + said
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return back((await params).token)
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  try {
    const link = await openFollowPage(await publicActor(), { token })
    if (!link.ok) return back(token)
    const form = await request.formData().catch(() => null)
    const asked = { requestId: link.requestId, code: codeIn(form), ...rightIn(form) }
    const parcel = await collectPackage(await subjectActor(link), asked)
    if (!parcel.ok) return back(token, problemOf(parcel.reason), asked.right)
    return new Response(Readable.toWeb(parcel.stream) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${parcel.filename}"`,
        'content-length': String(parcel.bytes),
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    reportFailure('follow-failed', error)
    return back(token, 'unavailable')
  }
}

function codeIn(form: FormData | null): string {
  const value = form?.get('code')
  return typeof value === 'string' ? value.slice(0, 20) : ''
}

/** Which of two packages is meant; a form that does not say means the newest. */
function rightIn(form: FormData | null): { right?: 'access' | 'portability' } {
  const right = form?.get('right')
  return right === 'access' || right === 'portability' ? { right } : {}
}

type Refused = Extract<Awaited<ReturnType<typeof collectPackage>>, { ok: false }>['reason']

/** Undefined: the session has ended, and the page asks for a code by itself. */
function problemOf(reason: Refused): DownloadProblem | undefined {
  if (reason === 'code-wrong' || reason === 'code-over' || reason === 'being-collected') return reason
  if (reason === 'already-collected' || reason === 'package-expired' || reason === 'not-found') return 'gone'
  return reason === 'package-damaged' ? 'unavailable' : undefined
}
