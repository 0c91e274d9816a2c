import { staffActor } from '@/lib/auth/staff-session'
import { openSubjectFile } from '@/lib/workflow/open-subject-file'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const codes: Record<string, number> = { 'not-permitted': 403, 'not-found': 404, 'data-destroyed': 410 }

/** What a person sent as evidence; always a download, never shown by the browser in our own name. */
export async function GET(request: Request): Promise<Response> {
  const actor = await staffActor()
  if (!actor) return answer(401)
  const fileId = new URL(request.url).searchParams.get('id') ?? ''
  if (!uuid.test(fileId)) return answer(404)
  const opened = await openSubjectFile(actor, { fileId })
  if (!opened.ok) return answer(codes[opened.reason] ?? 409)
  const { filename, type, bytes } = opened.file
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${filename}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    },
  })
}

const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })
