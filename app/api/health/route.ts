import { readiness } from '@/lib/queries/readiness'

export const dynamic = 'force-dynamic'

/** `?live`: the process answers. Otherwise: it can serve, i.e. the database and its schema are there (503 if not). */
export async function GET(request: Request) {
  if (new URL(request.url).searchParams.has('live')) return Response.json({ live: true })
  const state = await readiness()
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
