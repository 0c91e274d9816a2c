// Evidence of what is right, as a plain form with a file. Below the page, since the person's session goes there alone.
import { type FileSaid, fileSaid } from '@/components/request/corrections-part'
import { publicActor } from '@/lib/auth/public-actor'
import { subjectActor } from '@/lib/auth/subject-session'
import { linkPath } from '@/lib/domain/letters/link-path'
import { addFile } from '@/lib/workflow/add-file'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { reportFailure } from '@/lib/workflow/report-failure'
import { LARGEST_SUBJECT_FILE } from '@/lib/workflow/subject-file'

type Context = { params: Promise<{ token: string }> }
/** The form's own lines. */
const BESIDE_FILE = 10_000

/** 303: the page is shown again by GET, with a word on what came of it. */
function back(token: string, said?: FileSaid): Response {
  const location = linkPath('follow', encodeURIComponent(token)) + (said ? `?file=${said}#evidence` : '')
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return back((await params).token)
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  // The session's cookie is lax: another site's form comes without it. Where browsers say more, it is heard as well.
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return new Response(null, { status: 403 })
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= LARGEST_SUBJECT_FILE + BESIDE_FILE)) return back(token, 'file-too-large')
  try {
    const link = await openFollowPage(await publicActor(), { token })
    if (!link.ok) return back(token)
    const actor = await subjectActor(link)
    // Nothing of a stranger's upload is read.
    if (actor.level !== 'code') return back(token)
    const bytes = await fileIn(request)
    if (!bytes) return back(token, 'file-missing')
    const done = await addFile(actor, { requestId: link.requestId, bytes })
    return back(token, done.ok ? 'received' : (fileSaid(done.reason) ?? 'unavailable'))
  } catch (error) {
    reportFailure('follow-failed', error)
    return back(token, 'unavailable')
  }
}

async function fileIn(request: Request): Promise<Uint8Array | null> {
  const file = await request.formData().then(
    (form) => form.get('file'),
    () => null,
  )
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null
}
