import { staffActor } from '@/lib/auth/staff-session'
import { openTaskFile } from '@/lib/workflow/open-task'

type Context = { params: Promise<{ id: string }> }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const codes: Record<string, number> = { 'not-permitted': 403, 'not-found': 404, 'data-destroyed': 410 }

/** What a colleague attached; always a download, never shown by the browser in our own name. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await staffActor()
  const { id } = await params
  if (!actor) return answer(401)
  if (!uuid.test(id)) return answer(404)
  const opened = await openTaskFile(actor, { taskId: id })
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
