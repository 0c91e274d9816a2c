// The answer to a task as a plain form with a file: under /api, since a server action takes no body of this size.
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { staffActor } from '@/lib/auth/staff-session'
import { LARGEST_FILE } from '@/lib/domain/by-hand/file-kind'
import { taskResults } from '@/lib/domain/by-hand/task'
import { type CompleteTask, completeTask } from '@/lib/workflow/complete-task'

type Context = { params: Promise<{ id: string }> }
/** The other fields and the form's own lines. */
const BESIDE_FILE = 100_000

const fields = z.object({
  version: z.coerce.number().int().positive(),
  result: z.enum(taskResults),
  note: z.string().max(4000).default(''),
  records: z.union([z.literal('').transform(() => undefined), z.coerce.number().int()]).optional(),
})

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  if (!z.uuid().safeParse(id).success) return new Response(null, { status: 404 })
  // The session's cookie is lax: another site's form comes without it. Where browsers say more, it is heard as well.
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return new Response(null, { status: 403 })
  const actor = await staffActor()
  if (!actor) return to('/signin')
  const page = `/desk/tasks/${id}`
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= LARGEST_FILE + BESIDE_FILE)) return to(`${page}?refused=file-too-large`)
  const input = await read(id, request)
  if (!input) return to(`${page}?refused=form-broken`)
  const done = await completeTask(actor, input)
  revalidatePath('/desk', 'layout')
  return to(done.ok ? `${page}?said=recorded` : `${page}?refused=${done.reason}`)
}

async function read(taskId: string, request: Request): Promise<CompleteTask | null> {
  const form = await request.formData().catch(() => null)
  if (!form) return null
  const file = form.get('file')
  const texts = Object.fromEntries([...form.entries()].filter(([, value]) => typeof value === 'string'))
  const parsed = fields.safeParse(texts)
  if (!parsed.success) return null
  const { records, ...rest } = parsed.data
  const attached = file instanceof File && file.size > 0 ? file : null
  return {
    ...{ taskId, ...rest },
    ...(records !== undefined && { records }),
    ...(attached && { file: { name: attached.name, bytes: new Uint8Array(await attached.arrayBuffer()) } }),
  }
}

const to = (location: string) => new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
